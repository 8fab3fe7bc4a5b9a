use httpauth::{
    basic_auth, digest_auth, generate_nonce, generate_opaque, get_password, token_auth, verify_nonce,
    verify_opaque, verify_password, verify_token,
};

#[basic_auth]
struct Basic;

#[verify_password(auth = Basic)]
fn verify_password(name: &str, _: &str) -> String {
    name.to_owned()
}

#[token_auth]
struct Token;

#[verify_token(auth = Token)]
async fn verify_token(_: &str) -> Result<u32, String> {
    Ok(0)
}

#[digest_auth]
struct Digest;

#[get_password(auth = Digest)]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_nonce(auth = Digest)]
fn generate_nonce() -> String {
    "text".to_owned()
}

#[verify_nonce(auth = Digest)]
fn verify_nonce(_: &str) -> String {
    "yes".to_owned()
}

#[generate_opaque(auth = Digest)]
fn generate_opaque() -> String {
    "text".to_owned()
}

#[verify_opaque(auth = Digest)]
fn verify_opaque(_: &str) -> String {
    "yes".to_owned()
}

fn main() {}
