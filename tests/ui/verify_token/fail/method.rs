use httpauth::verify_token;

struct Users;

impl Users {
    #[verify_token]
    fn verify_token(&self, _: &str) -> bool {
        true
    }
}

fn main() {}
