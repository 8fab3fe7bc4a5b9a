// Patterns, the user anywhere among the parameters or by another name, parameters below `#[cfg]`, bodies that may be
// missing or wrong, `Next`, and as many extractors as axum's handlers take.
#![deny(warnings)]
#![allow(clippy::non_minimal_cfg)]

use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Multipart, Path, Request, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
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
    Some(User {
        name: name.to_owned(),
    })
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
async fn required_as_option(
    user: std::option::Option<CurrentUser<User>>,
    _body: Bytes,
) -> &'static str {
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
async fn sixteen(
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Uri,
    _: Uri,
    _: Uri,
    _: Uri,
    _: Uri,
    _user: CurrentUser<User>,
    _: HeaderMap,
    _: HeaderMap,
    _: State<u8>,
    _: Option<Extension<u8>>,
    _: String,
) {
}

type Me = CurrentUser<User>;
type Perhaps = Option<CurrentUser<User>>;

#[login_required(extensions)]
async fn aliases(
    user: Me,
    again: Option<Me>,
    result: Result<Me, NoCurrentUser>,
    perhaps: Perhaps,
) -> String {
    format!(
        "{} {} {} {}",
        user.name,
        again.is_some(),
        result.is_ok(),
        perhaps.is_some()
    )
}

/// Its types are not the user's, whatever their names are.
mod others {
    pub type Pair<T> = axum::extract::Path<(T, T)>;
    pub type Me = axum::http::Method;
}

#[login_required]
async fn other_aliases(method: others::Me, pair: others::Pair<String>) -> String {
    format!("{method} {}", pair.0.0)
}

#[login_required]
async fn configured(
    #[cfg(any())] _: Nothing,
    #[cfg(all())] user: CurrentUser<User>,
    #[cfg(all())] method: Method,
) -> String {
    format!("{method} {}", user.name)
}

#[login_required]
async fn perhaps_a_body(user: CurrentUser<User>, body: Option<Json<u8>>) -> String {
    format!("{} {}", user.name, body.is_some())
}

#[login_required]
async fn any_body(user: CurrentUser<User>, body: Result<Json<u8>, JsonRejection>) -> String {
    format!("{} {}", user.name, body.is_ok())
}

#[login_required]
async fn form(user: CurrentUser<User>, _form: Multipart) -> String {
    user.name.clone()
}

#[login_required]
async fn middleware(user: CurrentUser<User>, _: Me, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.extensions_mut().insert(user);
    response
}

// Names that the expansion uses itself.
#[login_required]
async fn index(
    guard: Method,
    user: Uri,
    response: HeaderMap,
    argument0: State<u8>,
    parts: CurrentUser<User>,
) -> String {
    let State(state) = argument0;
    format!("{guard} {user} {} {state} {}", response.len(), parts.name)
}

#[login_required]
async fn r#match(r#type: CurrentUser<User>) -> String {
    r#type.name.clone()
}

#[test]
fn compiles() {
    let _app: Router = Router::new()
        .route("/a/{x}/{y}", post(patterns))
        .route(
            "/b",
            post(whole_request).get(required_as_option).put(extracted),
        )
        .route("/c", post(sixteen).get(index).put(r#match))
        .route(
            "/d/{x}/{y}",
            post(aliases).get(other_aliases).put(configured),
        )
        .route("/e", post(perhaps_a_body).get(any_body).put(form))
        .layer(from_fn(middleware))
        .with_state(5);
}
