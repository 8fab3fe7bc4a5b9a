use httpauth::basic_auth;

#[basic_auth]
enum Auth {}

fn main() {}
