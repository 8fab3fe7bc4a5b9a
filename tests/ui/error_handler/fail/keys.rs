use httpauth::error_handler;

#[error_handler(anonymous, auth = A, auth = B, crate)]
fn error_handler() -> &'static str {
    "no"
}

fn main() {}
