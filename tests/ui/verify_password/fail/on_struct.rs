use httpauth::verify_password;

#[verify_password]
struct Callback;

fn main() {}
