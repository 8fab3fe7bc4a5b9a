// What names the handler or the policy says nothing more.
use axum::http::Method;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, guard, login_required, verify_password};

#[basic_auth]
struct Auth;

struct User;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required(roles = "admin")]
async fn index(_: CurrentUser<User>, _: Method) {}

#[login_required(roles = "admin", role = [])]
struct AdminsOnly;

fn main() {
    let _: Router = Router::new().route("/", get(index)).layer(guard(AdminsOnly));
}
