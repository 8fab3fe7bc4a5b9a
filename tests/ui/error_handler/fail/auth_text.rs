use httpauth::error_handler;

#[error_handler(auth = "Auth")]
fn error_handler() -> &'static str {
    "no"
}

fn main() {}
