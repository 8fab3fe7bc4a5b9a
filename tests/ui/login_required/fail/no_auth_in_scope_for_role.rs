use httpauth::login_required;

#[login_required(role = "admin")]
struct AdminsOnly;

fn main() {}
