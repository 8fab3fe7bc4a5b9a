use httpauth::{token_auth, verify_token};

#[token_auth(bare)]
struct Bearer;

#[token_auth(scheme = "Cargo", bare = true)]
struct WithAValue;

#[token_auth(scheme = "Cargo", header = "X-API-Key", bare)]
struct WithHeader;

#[verify_token(auth = [Bearer, WithAValue, WithHeader])]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
