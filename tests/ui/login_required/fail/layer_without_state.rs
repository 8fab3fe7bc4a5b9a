use axum::extract::State;
use axum::{Router, routing::get};
use httpauth::{basic_auth, guard, login_required, verify_password};

#[derive(Clone)]
struct AppState;

#[basic_auth(state = AppState)]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str, State(_): State<AppState>) -> bool {
    true
}

#[login_required]
struct Users;

async fn index() {}

fn main() {
    let pages = || Router::new().route("/", get(index));
    let _: Router = pages().layer(guard(Auth)).with_state(AppState);
    let _: Router = pages().layer(guard(Users)).with_state(AppState);
}
