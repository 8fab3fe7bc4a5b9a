use axum::Router;
use axum::routing::get;
use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

use httpauth::CurrentUser as User;

#[login_required]
async fn index(User(user): User<String>) -> String {
    user
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
