use httpauth::{token_auth, verify_token};

#[token_auth(header = "Proxy-Authorization")]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
