use axum::{Router, routing::get};
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
    async fn method(&self, user: CurrentUser<String>) -> String {
        user.0
    }

    #[login_required]
    async fn with_self(_: CurrentUser<Self>) -> String {
        String::new()
    }
}

trait Shared {
    #[login_required]
    async fn shared(user: CurrentUser<String>) -> String;
}

impl Shared for Pages {
    async fn shared(user: CurrentUser<String>) -> String {
        user.0
    }
}

fn main() {
    let method = get(|user| Pages.method(user));
    let _: Router = Router::new().route("/", method.post(Pages::with_self).put(Pages::shared));
}
