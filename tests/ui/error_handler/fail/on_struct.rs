use httpauth::error_handler;

#[error_handler]
struct Callback;

fn main() {}
