use httpauth::basic_auth;

#[basic_auth(scheme = "My Scheme", realm = "\n", user = "john")]
struct Auth {
    users: Vec<String>,
}

fn main() {}
