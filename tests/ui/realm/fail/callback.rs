use axum::{Json, Router, extract::Path, routing::post};
use httpauth::{
    basic_auth, digest_auth, get_password, login_required, multi_auth, realm, token_auth,
    verify_token,
};

#[basic_auth]
struct Number;

#[realm(auth = Number)]
fn number(Path(tenant): Path<u32>) -> u32 {
    tenant
}

#[digest_auth]
struct Body;

#[realm(auth = Body)]
fn body(Json(tenant): Json<String>) -> String {
    tenant
}

#[token_auth]
struct Twice;

#[realm(auth = Twice)]
fn by_path(Path(tenant): Path<String>) -> String {
    tenant
}

#[realm(auth = Twice)]
fn second_realm() -> &'static str {
    "tenant"
}

#[multi_auth(Number, Body)]
struct Multi;

#[realm(auth = Multi)]
fn of_the_members() -> &'static str {
    "tenant"
}

#[get_password(auth = [Number, Body])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[verify_token(auth = Twice)]
fn verify_token(_: &str) -> bool {
    false
}

#[login_required(auth = Body)]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", post(index));
}
