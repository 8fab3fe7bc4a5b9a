use httpauth::error_handler;

struct Users;

impl Users {
    #[error_handler]
    fn error_handler(&self) -> &'static str {
        "no"
    }
}

fn main() {}
