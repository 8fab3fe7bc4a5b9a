use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[derive(Clone)]
struct Pages;

impl Pages {
    #[login_required]
    async fn index(user: CurrentUser<Self>) -> String {
        String::new()
    }
}

fn main() {
    let _: Router = Router::new().route("/", get(Pages::index));
}
