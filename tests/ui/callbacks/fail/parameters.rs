use axum::http::HeaderMap;
use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct No;

#[basic_auth]
struct One;

#[basic_auth]
struct Owned;

#[basic_auth]
struct Reference;

#[verify_password(auth = No)]
fn no_parameters() -> bool {
    true
}

#[verify_password(auth = One)]
fn one_parameter(_: &str) -> bool {
    true
}

#[verify_password(auth = Owned)]
fn owned_text(_: String, _: &String) -> bool {
    true
}

#[verify_password(auth = Reference)]
fn reference_extractor(_: &str, _: &str, _: &HeaderMap) -> bool {
    true
}

fn main() {}
