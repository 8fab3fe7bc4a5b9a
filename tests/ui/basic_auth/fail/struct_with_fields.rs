use httpauth::basic_auth;

#[basic_auth]
struct Auth {
    users: Vec<String>,
}

fn main() {}
