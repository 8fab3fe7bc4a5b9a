use httpauth::hash_password;

struct Users;

impl Users {
    #[hash_password]
    fn hash_password(&self, password: &str) -> String {
        password.to_owned()
    }
}

fn main() {}
