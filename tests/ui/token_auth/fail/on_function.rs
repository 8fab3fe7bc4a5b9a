use httpauth::token_auth;

#[token_auth]
fn auth() {}

fn main() {}
