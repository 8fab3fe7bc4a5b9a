use httpauth::{token_auth, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
async fn verify_token(_: &str) -> Result<u32, String> {
    Ok(0)
}

fn main() {}
