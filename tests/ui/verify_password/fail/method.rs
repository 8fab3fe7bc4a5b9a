use httpauth::verify_password;

struct Users;

impl Users {
    #[verify_password]
    fn verify_password(&self, _: &str, _: &str) -> bool {
        true
    }
}

fn main() {}
