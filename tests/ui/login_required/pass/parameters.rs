// Patterns, the user anywhere among the parameters, and as many extractors as axum takes beside the guard.
#![deny(warnings)]

use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::{Extension, Json, Router, routing::post};
use httpauth::{CurrentUser, NoCurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[derive(Clone)]
struct User {
    name: String,
}

#[verify_password]
fn verify_password(name: &str, _: &str) -> Option<User> {
    Some(User { name: name.to_owned() })
}

#[login_required]
async fn patterns(
    State(state): State<u8>,
    CurrentUser(User { mut name }): CurrentUser<User>,
    Path((first, ref second)): Path<(String, String)>,
    mut headers: HeaderMap,
    Json(_): Json<()>,
) -> String {
    headers.clear();
    name.push_str(&first);
    format!("{name} {second} {state}")
}

#[login_required]
async fn whole_request(request: Request, user: httpauth::CurrentUser<User>) -> String {
    let uri = request.uri();
    format!("{uri} {}", user.name)
}

#[login_required]
async fn required_as_option(user: std::option::Option<CurrentUser<User>>, _body: Bytes) -> &'static str {
    if user.is_some() { "user" } else { "nobody" }
}

#[login_required(extensions)]
async fn extracted(
    (user, method): (CurrentUser<User>, Method),
    again: Result<CurrentUser<User>, NoCurrentUser>,
    CurrentUser(_own): CurrentUser<User>,
) -> String {
    format!("{method} {} {}", user.name, again.is_ok())
}

#[login_required]
#[allow(clippy::too_many_arguments)]
async fn fifteen(
    _: Method, _: Method, _: Method, _: Method, _: Method, _: Uri, _: Uri, _: Uri, _: Uri, _: Uri,
    _user: CurrentUser<User>,
    _: HeaderMap, _: HeaderMap, _: State<u8>, _: Option<Extension<u8>>, _: String,
) {
}

// Names that the expansion uses itself.
#[login_required]
async fn index(guard: Method, user: Uri, response: HeaderMap, argument0: State<u8>, parts: CurrentUser<User>) -> String {
    let State(state) = argument0;
    format!("{guard} {user} {} {state} {}", response.len(), parts.name)
}

#[login_required]
async fn r#match(r#type: CurrentUser<User>) -> String {
    r#type.name.clone()
}

fn main() {
    let _app: Router = Router::new()
        .route("/a/{x}/{y}", post(patterns))
        .route("/b", post(whole_request).get(required_as_option).put(extracted))
        .route("/c", post(fifteen).get(index).put(r#match))
        .with_state(5);
}
