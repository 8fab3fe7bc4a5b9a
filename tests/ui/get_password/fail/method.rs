use httpauth::get_password;

struct Users;

impl Users {
    #[get_password]
    fn get_password(&self, _: &str) -> Option<String> {
        None
    }
}

fn main() {}
