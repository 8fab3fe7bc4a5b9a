use axum::extract::Path;
use httpauth::{basic_auth, realm, verify_password};

#[basic_auth]
struct Auth;

#[realm]
fn by_path(Path(tenant): Path<String>) -> String {
    tenant
}

#[realm]
fn one() -> &'static str {
    "tenant"
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

fn main() {}
