use axum::{Json, Router, routing::post};
use httpauth::{
    ProtectedResource, basic_auth, get_password, login_required, multi_auth, protected_resource,
    token_auth, verify_token,
};

#[token_auth]
struct Text;

#[protected_resource(auth = Text)]
fn text() -> &'static str {
    "https://api.example.com"
}

#[token_auth]
struct Body;

#[protected_resource(auth = Body)]
fn body(Json(resource): Json<String>) -> ProtectedResource {
    ProtectedResource::new(resource, "https://login.example.com")
}

#[token_auth]
struct Twice;

#[protected_resource(auth = Twice)]
fn resource() -> ProtectedResource {
    ProtectedResource::new("https://api.example.com", "https://login.example.com")
}

#[protected_resource(auth = Twice)]
fn second_resource() -> ProtectedResource {
    resource()
}

#[basic_auth]
struct Basic;

#[protected_resource(auth = Basic)]
fn of_passwords() -> ProtectedResource {
    resource()
}

#[multi_auth(Text, Body)]
struct Multi;

#[protected_resource(auth = Multi)]
fn of_the_members() -> ProtectedResource {
    resource()
}

#[verify_token(auth = [Text, Body, Twice])]
fn verify_token(_: &str) -> bool {
    false
}

#[get_password(auth = Basic)]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required(auth = Text)]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", post(index));
}
