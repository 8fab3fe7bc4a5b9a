use httpauth::{
    basic_auth, digest_auth, generate_nonce, generate_opaque, get_password, hash_password, token_auth,
    verify_nonce, verify_opaque, verify_password, verify_token,
};

#[basic_auth]
struct Basic;

#[digest_auth]
struct Digest;

#[token_auth]
struct Token;

#[token_auth]
struct Key;

#[verify_token(auth = [Token, Key])]
fn of_a_token(_: &str) -> bool {
    true
}

#[verify_password(auth = [Basic, Token, Digest])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_password(auth = Key)]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password(auth = Key)]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

#[verify_token(auth = Basic)]
fn verify_token(_: &str) -> bool {
    true
}

#[generate_nonce(auth = Basic)]
fn generate_nonce() -> String {
    "x".to_owned()
}

#[verify_nonce(auth = Basic)]
fn verify_nonce(_: &str) -> bool {
    true
}

#[generate_opaque(auth = Basic)]
fn generate_opaque() -> String {
    "x".to_owned()
}

#[verify_opaque(auth = Basic)]
fn verify_opaque(_: &str) -> bool {
    true
}

fn main() {}
