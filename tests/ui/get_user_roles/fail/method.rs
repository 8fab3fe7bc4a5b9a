use httpauth::get_user_roles;

struct Users;

impl Users {
    #[get_user_roles]
    fn get_user_roles(&self, user: &String) -> Vec<String> {
        vec![user.clone()]
    }
}

fn main() {}
