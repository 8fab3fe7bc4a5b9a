use axum::extract::State;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    basic_auth, error_handler, login_required, multi_auth, token_auth, verify_password, verify_token,
};

#[derive(Clone)]
struct Users;

#[basic_auth]
struct Basic;

#[token_auth]
struct Token;

#[multi_auth(Basic, Token)]
struct Auth;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[error_handler]
fn error_handler(_: StatusCode, _: State<Users>) -> &'static str {
    "denied"
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index)).with_state(Users);
}
