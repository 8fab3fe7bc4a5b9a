use httpauth::{error_handler, get_password, get_user_roles, hash_password, verify_password, verify_token};

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

#[get_user_roles]
fn get_user_roles(_: &String) -> Vec<String> {
    vec![]
}

#[error_handler]
fn error_handler() -> &'static str {
    "no"
}

#[verify_password(auth = Nowhere)]
fn elsewhere(_: &str, _: &str) -> bool {
    true
}

fn main() {}
