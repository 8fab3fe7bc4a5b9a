use axum::extract::State;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[derive(Clone)]
struct AppState;

#[basic_auth]
struct Stateless;

#[basic_auth(state = AppState)]
struct Stateful;

#[verify_password(auth = Stateless)]
fn stateless(_: &str, _: &str) -> bool {
    true
}

#[verify_password(auth = Stateful)]
fn stateful(_: &str, _: &str, State(_): State<AppState>) -> bool {
    true
}

#[login_required(auth = Stateful)]
async fn of_the_object(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Stateless)]
async fn of_the_handler(user: CurrentUser<String>, State(_): State<AppState>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(of_the_object));
    let _: Router = Router::new().route("/", get(of_the_handler));
}
