use axum::Router;
use axum::extract::State;
use axum::routing::get;
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
    let _: Router = Router::new()
        .route("/", get(index))
        .layer(guard(Users))
        .with_state(AppState);
}
