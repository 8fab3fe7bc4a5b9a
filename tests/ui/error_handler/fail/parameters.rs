use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    basic_auth, error_handler, login_required, multi_auth, token_auth, verify_password, verify_token,
};

#[derive(Clone)]
struct Users;

#[basic_auth]
struct First;

#[basic_auth]
struct Text;

#[basic_auth]
struct NoState;

#[token_auth]
struct Token;

#[multi_auth(NoState, Token)]
struct Several;

#[verify_password(auth = [First, Text, NoState])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[error_handler(auth = First)]
fn an_extractor_first(_: HeaderMap, _: StatusCode) -> &'static str {
    "denied"
}

#[error_handler(auth = Text)]
fn text(_: &str) -> &'static str {
    "denied"
}

#[error_handler(auth = NoState)]
fn no_state(_: StatusCode, _: State<Users>) -> &'static str {
    "denied"
}

#[error_handler(auth = Several)]
fn no_state_of_several(_: StatusCode, _: State<Users>) -> &'static str {
    "denied"
}

#[login_required(auth = NoState)]
async fn index() {}

#[login_required(auth = Several)]
async fn several() {}

fn main() {
    let _: Router = Router::new()
        .route("/", get(index).post(several))
        .with_state(Users);
}
