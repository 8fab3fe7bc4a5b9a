use httpauth::{basic_auth, error_handler, get_user_roles, verify_password};

struct Failed;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Result<bool, Failed> {
    Err(Failed)
}

#[basic_auth]
struct Other;

#[verify_password(auth = Other)]
fn valid(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles(auth = Other)]
fn get_user_roles(_: &String) -> Result<Vec<String>, Failed> {
    Err(Failed)
}

#[error_handler(auth = Other)]
fn error_handler() -> Failed {
    Failed
}

fn main() {}
