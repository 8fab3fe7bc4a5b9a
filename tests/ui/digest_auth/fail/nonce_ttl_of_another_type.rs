use axum::{Router, routing::get};
use httpauth::{digest_auth, get_password, login_required};

const SECONDS: u64 = 300;

#[digest_auth(nonce_ttl = SECONDS)]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
