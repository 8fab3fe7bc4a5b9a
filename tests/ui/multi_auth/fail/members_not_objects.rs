use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, multi_auth, verify_password};

#[basic_auth]
struct Basic;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[multi_auth(bool, Basic)]
struct First;

#[multi_auth(Basic, bool)]
struct Second;

#[multi_auth(bool, String)]
struct Both;

#[login_required(auth = First)]
async fn first(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Second)]
async fn second(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Both)]
async fn both(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(first).post(second).put(both));
}
