use axum::extract::{FromRef, State};
use httpauth::{
    basic_auth, error_handler, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};

#[derive(Clone)]
struct AppState;

struct Part;

impl FromRef<AppState> for Part {
    fn from_ref(_: &AppState) -> Self {
        Self
    }
}

#[basic_auth(state = AppState)]
struct Basic;

#[token_auth(state = Part)]
struct Api;

#[token_auth(header = "X-API-Key")]
struct Key;

#[multi_auth(Api, Key)]
struct Machines;

#[multi_auth(Basic, Machines)]
struct Auth;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str, _: State<AppState>) -> bool {
    false
}

#[verify_token(auth = [Api, Key])]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[get_user_roles(auth = [Basic, Api, Key])]
fn get_user_roles(user: &str) -> &str {
    user
}

#[error_handler]
fn error_handler() -> &'static str {
    "no"
}

#[login_required(role = "admin")]
async fn admin() {}

#[test]
fn compiles() {
    let _: axum::Router = axum::Router::new()
        .route("/", axum::routing::get(admin))
        .with_state(AppState);
}
