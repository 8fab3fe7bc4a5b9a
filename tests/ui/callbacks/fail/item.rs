use httpauth::{basic_auth, verify_password};

#[verify_password]
struct Callback;

struct Users;

impl Users {
    #[verify_password]
    fn method(&self, _: &str, _: &str) -> bool {
        true
    }
}

mod an_unsafe_function {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    unsafe fn verify_password(_: &str, _: &str) -> bool {
        true
    }
}

mod a_generic_function {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password<T: Default>(_: &str, _: &str) -> Option<T> {
        None
    }
}

fn main() {}
