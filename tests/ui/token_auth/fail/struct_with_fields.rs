use httpauth::token_auth;

#[token_auth]
struct Auth(Vec<String>);

fn main() {}
