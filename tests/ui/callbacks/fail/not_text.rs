use httpauth::{
    basic_auth, digest_auth, generate_nonce, generate_opaque, get_password, hash_password, verify_nonce,
    verify_opaque,
};

#[basic_auth]
struct Basic;

#[digest_auth]
struct Digest;

#[get_password(auth = [Basic, Digest])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password(auth = Basic)]
fn hash_password(password: &str) -> Vec<u8> {
    password.into()
}

#[generate_nonce(auth = Digest)]
fn generate_nonce() -> u32 {
    7
}

#[verify_nonce(auth = Digest)]
fn verify_nonce(_: &str) -> bool {
    false
}

#[generate_opaque(auth = Digest)]
fn generate_opaque() -> u32 {
    7
}

#[verify_opaque(auth = Digest)]
fn verify_opaque(_: &str) -> bool {
    false
}

fn main() {}
