use httpauth::{basic_auth, error_handler, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[error_handler]
fn error_handler() -> &'static str {
    "no"
}

#[error_handler]
fn second_error_handler() -> &'static str {
    "no"
}

fn main() {}
