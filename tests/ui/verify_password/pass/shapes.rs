// Sync and async, with and without extractors and state, and every shape of a verdict.
#![deny(warnings)]

use axum::Extension;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use httpauth::{Authenticator, CurrentUser, basic_auth, login_required, verify_password};

#[derive(Clone, FromRef)]
struct AppState {
    users: Users,
}

#[derive(Clone)]
struct Users;

struct AppError;

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}

type AppResult<T> = Result<T, AppError>;

struct User<'a>(#[expect(dead_code)] &'a str);

mod objects {
    #[httpauth::basic_auth]
    pub struct Bool;
    #[httpauth::basic_auth(state = super::AppState)]
    pub(super) struct WithState;
    #[httpauth::basic_auth]
    pub struct First;
    #[httpauth::basic_auth]
    pub(crate) struct Second;
    #[httpauth::basic_auth]
    pub struct Closure;
}

#[basic_auth]
struct Auth;

#[verify_password]
async fn verify_password<'a>(
    username: &'a str,
    _password: &'_ str,
) -> AppResult<Option<User<'static>>> {
    if username.is_empty() {
        Err(AppError)?
    }
    Ok(Some(User("john")))
}

#[verify_password(auth = objects::Bool, anonymous)]
pub fn bool(
    username: &core::primitive::str,
    password: &str,
    mut headers: HeaderMap,
    method: Method,
) -> bool {
    headers.clear();
    (username, password) == ("john", "hello") || method == Method::GET
}

#[verify_password(auth = objects::WithState)]
async fn with_state(
    _: &str,
    _: &str,
    State(_users): State<Users>,
    State(AppState { users: _ }): State<AppState>,
    extension: Option<Extension<u8>>,
) -> Result<Result<bool, StatusCode>, AppError> {
    Ok(Ok(extension.is_some()))
}

#[verify_password(auth = [objects::First, objects::Second])]
#[allow(clippy::unused_async)]
#[deprecated = "still works as a callback"]
async fn shared(_: &str, _: &str) -> Option<(String, u8)> {
    None
}

type Check = Box<dyn Fn(&str) -> bool + Send + Sync>;

#[verify_password(auth = objects::Closure)]
fn closure(_: &str, _: &str) -> Option<Box<dyn Fn(&str) -> bool + Send + Sync>> {
    Some(Box::new(|text| text.is_empty()))
}

#[login_required(auth = objects::Closure)]
async fn index(CurrentUser(check): CurrentUser<Check>) -> String {
    check("").to_string()
}

#[test]
fn compiles() {
    // A callback is a function like any other.
    assert!(bool("john", "hello", HeaderMap::new(), Method::POST));
    println!("{}{}", objects::Second::REGISTRY, Auth::REGISTRY);
    let _app: axum::Router = axum::Router::new().route("/", axum::routing::get(index));
}
