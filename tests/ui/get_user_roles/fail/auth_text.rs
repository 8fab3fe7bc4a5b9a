use httpauth::get_user_roles;

#[get_user_roles(auth = "Auth")]
fn get_user_roles(user: &String) -> Vec<String> {
    vec![user.clone()]
}

fn main() {}
