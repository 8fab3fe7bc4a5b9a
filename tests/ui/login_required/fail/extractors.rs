use axum::http::Method;
use axum::{Router, debug_handler, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct Nothing;

#[login_required]
async fn not_an_extractor(_: Nothing) {}

#[login_required]
async fn among_others(user: CurrentUser<String>, _: Nothing, _: String) -> String {
    user.0
}

trait Own: Send + Sync + 'static {}

struct Mine;

impl Own for Mine {}

#[login_required]
async fn generic<T: Own>(user: CurrentUser<String>, _: Nothing) -> String {
    user.0
}

#[login_required]
async fn body_extractor_first(user: CurrentUser<String>, _: String, _: Method) -> String {
    user.0
}

#[login_required]
#[debug_handler]
async fn debugged(_: Nothing) {}

fn main() {
    let _: Router = Router::new().route("/", get(not_an_extractor));
    let _: Router = Router::new().route("/", get(among_others));
    let _: Router = Router::new().route("/", get(generic::<Mine>));
    let _: Router = Router::new().route("/", get(body_extractor_first));
}
