use httpauth::{digest_auth, generate_nonce, generate_opaque, get_password, verify_nonce, verify_opaque};

#[digest_auth]
struct Generates;

#[digest_auth]
struct Verifies;

#[digest_auth]
struct GeneratesOpaques;

#[digest_auth]
struct VerifiesOpaques;

#[get_password(auth = [Generates, Verifies, GeneratesOpaques, VerifiesOpaques])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_nonce(auth = Generates)]
fn generate_nonce() -> String {
    "x".to_owned()
}

#[verify_nonce(auth = Verifies)]
fn verify_nonce(_: &str) -> bool {
    true
}

#[generate_opaque(auth = GeneratesOpaques)]
fn generate_opaque() -> String {
    "x".to_owned()
}

#[verify_opaque(auth = VerifiesOpaques)]
fn verify_opaque(_: &str) -> bool {
    true
}

fn main() {}
