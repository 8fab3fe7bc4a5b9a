use httpauth::error_handler;

#[error_handler]
fn error_handler() -> &'static str {
    "no"
}

fn main() {}
