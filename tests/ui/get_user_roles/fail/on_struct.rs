use httpauth::get_user_roles;

#[get_user_roles]
struct Callback;

fn main() {}
