// The compiler's own words: what `#[login_required]` writes beside a handler cannot stand there.
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct Pages;

impl Pages {
    #[login_required]
    async fn index(user: CurrentUser<String>) -> String {
        user.0
    }
}

trait Shared {
    #[login_required]
    async fn shared(user: CurrentUser<String>) -> String {
        user.0
    }
}

impl Shared for Pages {}

fn main() {
    let _: Router = Router::new().route("/", get(Pages::index).post(Pages::shared));
}
