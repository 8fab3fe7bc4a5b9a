use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

trait Own: Send + Sync + 'static {}
struct Nothing;
struct Mine;
impl Own for Mine {}

#[login_required]
async fn index<T: Own>(user: CurrentUser<String>, _: Nothing) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index::<Mine>));
}
