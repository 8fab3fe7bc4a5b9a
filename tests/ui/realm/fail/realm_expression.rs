use httpauth::{realm, token_auth, verify_token};

#[token_auth(realm = std::env::var("REALM").unwrap_or_default())]
struct Auth;

#[realm]
fn realm() -> &'static str {
    "tenant"
}

#[verify_token]
fn verify_token(_: &str) -> bool {
    false
}

fn main() {}
