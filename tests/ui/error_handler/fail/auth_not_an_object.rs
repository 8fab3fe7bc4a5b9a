use httpauth::error_handler;

struct NoAuth;

#[error_handler(auth = NoAuth)]
fn error_handler() -> &'static str {
    "no"
}

fn main() {}
