use axum::Router;
use axum::extract::State;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[derive(Clone)]
struct AppState;

#[login_required]
async fn index(user: CurrentUser<String>, State(_): State<AppState>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
