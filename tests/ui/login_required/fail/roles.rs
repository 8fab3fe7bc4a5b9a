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

#[login_required(role = [])]
async fn no_role() {}

#[login_required(role = ["user", []])]
async fn no_inner_role() {}

#[login_required(role = ["user", ["a", ["b"]]])]
async fn three_deep() {}

#[login_required(role = ["", ["a", ""]])]
async fn empty_text() {}

#[login_required(role = "admin,moderator")]
async fn comma() {}

#[login_required(role = " admin")]
async fn space_before() {}

#[login_required(role = ["admin "])]
async fn space_after() {}

#[login_required(role = any("a", "b"))]
async fn call() {}

#[login_required(role = "a" || "b")]
async fn operator() {}

fn main() {
    let _: Router = Router::new()
        .route("/lists", get(no_role).post(no_inner_role).put(three_deep))
        .route(
            "/texts",
            get(empty_text).post(comma).put(space_before).patch(space_after),
        )
        .route("/expressions", get(call).post(operator));
}
