use httpauth::{basic_auth, error_handler, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct Answer;

#[error_handler]
fn error_handler() -> Answer {
    Answer
}

fn main() {}
