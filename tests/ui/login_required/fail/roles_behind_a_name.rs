use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

const STAFF: [&str; 2] = ["admin", "moderator"];
const NOBODY: [&str; 0] = [];
static SLICE: &[&str] = &STAFF;

fn listed() -> Vec<String> {
    vec![]
}

fn perhaps() -> Option<String> {
    None
}

#[login_required(role = STAFF)]
async fn index1() {}

#[login_required(role = NOBODY)]
async fn index2() {}

#[login_required(role = ["user", SLICE])]
async fn index3() {}

#[login_required(role = [["user", listed()]])]
async fn index4() {}

#[login_required(role = &["admin"])]
async fn index5() {}

#[login_required(role = perhaps())]
async fn index6() {}

fn main() {
    let _: Router = Router::new()
        .route("/index1", get(index1))
        .route("/index2", get(index2))
        .route("/index3", get(index3))
        .route("/index4", get(index4))
        .route("/index5", get(index5))
        .route("/index6", get(index6));
}
