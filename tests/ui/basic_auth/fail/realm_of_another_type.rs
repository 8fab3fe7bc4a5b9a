use std::rc::Rc;

use axum::{Router, routing::get};
use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth(realm = Rc::<str>::from("Staff only"))]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
