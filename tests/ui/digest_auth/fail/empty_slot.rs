use httpauth::digest_auth;

#[digest_auth]
struct Auth;

fn main() {}
