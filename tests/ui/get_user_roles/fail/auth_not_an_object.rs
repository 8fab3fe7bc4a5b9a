use httpauth::get_user_roles;

struct NoAuth;

#[get_user_roles(auth = NoAuth)]
fn get_user_roles(user: &String) -> Vec<String> {
    vec![user.clone()]
}

fn main() {}
