use httpauth::basic_auth;

#[basic_auth]
struct Auth<T>;

fn main() {}
