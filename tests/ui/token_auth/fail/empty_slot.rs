use httpauth::token_auth;

#[token_auth]
struct Auth;

fn main() {}
