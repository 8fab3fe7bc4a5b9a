// Each callback says it once, and the handler whose guard would call them, too.
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, error_handler, generate_nonce, generate_opaque, get_password, get_user_roles, hash_password,
    login_required, verify_nonce, verify_opaque, verify_password, verify_token,
};

struct NoAuth;

struct Neither;

#[verify_password(auth = NoAuth)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[verify_token(auth = NoAuth)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[get_password(auth = Neither)]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password(auth = Neither)]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

#[get_user_roles(auth = NoAuth)]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

#[error_handler(auth = NoAuth)]
fn error_handler() -> String {
    String::new()
}

#[generate_nonce(auth = NoAuth)]
fn generate_nonce() -> String {
    String::new()
}

#[verify_nonce(auth = NoAuth)]
fn verify_nonce(_: &str) -> bool {
    true
}

#[generate_opaque(auth = NoAuth)]
fn generate_opaque() -> String {
    String::new()
}

#[verify_opaque(auth = NoAuth)]
fn verify_opaque(_: &str) -> bool {
    true
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
