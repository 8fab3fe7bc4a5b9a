use httpauth::{
    basic_auth, error_handler, get_password, get_user_roles, hash_password, token_auth, verify_password,
    verify_token,
};

#[basic_auth]
struct Verified;

#[basic_auth]
struct Stored;

#[basic_auth]
struct Both;

#[token_auth]
struct Token;

#[verify_password(auth = Verified)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_password(auth = Verified)]
fn second_verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_password(auth = [Stored, Both])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[get_password(auth = Stored)]
fn second_get_password(_: &str) -> Option<String> {
    None
}

#[hash_password(auth = Both)]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

#[hash_password(auth = Both)]
fn second_hash_password(password: &str) -> String {
    password.to_owned()
}

#[verify_password(auth = Both)]
fn beside_get_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> bool {
    true
}

#[verify_token(auth = Token)]
fn second_verify_token(_: &str) -> bool {
    true
}

#[get_user_roles(auth = Verified)]
fn get_user_roles(_: &String) -> Vec<String> {
    vec![]
}

#[get_user_roles(auth = Verified)]
fn second_get_user_roles(_: &String) -> Vec<String> {
    vec![]
}

#[error_handler(auth = Verified)]
fn error_handler() -> &'static str {
    "no"
}

#[error_handler(auth = Verified)]
fn second_error_handler() -> &'static str {
    "no"
}

fn main() {}
