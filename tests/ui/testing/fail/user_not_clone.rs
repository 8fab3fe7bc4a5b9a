use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, testing, verify_password};

struct User;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required]
async fn index(_: CurrentUser<User>) {}

fn main() {
    let _app: Router = Router::new().route("/", get(index)).layer(testing::login(Auth, User));
}
