use axum::extract::Path;
use httpauth::{digest_auth, get_password, realm};

#[digest_auth(algorithm = "SHA-256", ha1)]
struct Auth;

#[realm]
fn realm(Path(tenant): Path<String>) -> String {
    tenant
}

#[get_password]
fn get_password(username: &str) -> Option<String> {
    Some(Auth::ha1(username, "hello"))
}

fn main() {}
