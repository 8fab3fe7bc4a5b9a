use httpauth::get_password;

#[get_password]
struct Callback;

fn main() {}
