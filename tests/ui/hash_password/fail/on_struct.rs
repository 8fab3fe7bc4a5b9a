use httpauth::hash_password;

#[hash_password]
struct Callback;

fn main() {}
