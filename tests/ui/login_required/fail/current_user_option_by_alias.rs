use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

type Me = CurrentUser<String>;
type Perhaps = Option<CurrentUser<String>>;

#[login_required]
async fn index(user: Option<Me>) -> String {
    user.map_or_else(String::new, |user| user.0)
}

#[login_required(optional)]
async fn maybe(user: Perhaps) -> String {
    user.map_or_else(String::new, |user| user.0)
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
