//! The forms of handlers, with type parameters, attributes, parameters below `#[cfg]`, and extractors that reject after
//! the guard.

use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRef, Json, OriginalUri, Path, Query, RawQuery, Request, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode, Uri, Version};
use axum::routing::{get, post};
use axum::{Extension, Router, debug_handler};
use httpauth::{CurrentUser, Reason, basic_auth, guard, login_required, verify_password};
use httpauth_tests::{Answer, Call, elsewhere};
use serde::Deserialize;
use tracing::instrument;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

/// A part of the router's state that a handler is generic over.
trait Store: Clone + Send + Sync + 'static {
    const NAME: &'static str;
}

#[derive(Clone)]
struct Pg;

impl Store for Pg {
    const NAME: &'static str = "pg";
}

#[derive(Clone)]
struct Sqlite;

impl Store for Sqlite {
    const NAME: &'static str = "sqlite";
}

#[derive(Clone)]
struct AppState;

impl FromRef<AppState> for Pg {
    fn from_ref(_: &AppState) -> Self {
        Self
    }
}

impl FromRef<AppState> for Sqlite {
    fn from_ref(_: &AppState) -> Self {
        Self
    }
}

/// Its type parameter is named by the caller, though an extractor of it is there to tell it.
#[login_required]
async fn list<S: Store>(user: CurrentUser<String>, State(_): State<S>, body: Bytes) -> String {
    format!("{user} {} {}", S::NAME, body.len())
}

#[login_required]
async fn counted<const N: usize, S: Store>(Path(path): Path<String>) -> String {
    format!("{N} {} {path}", S::NAME)
}

#[login_required]
async fn without_extractors<S: Store>() -> &'static str {
    S::NAME
}

#[login_required]
#[debug_handler(state = AppState)]
async fn debugged(
    user: CurrentUser<String>,
    State(_): State<Pg>,
    Json(all): Json<Vec<u8>>,
) -> String {
    format!("{user} {all:?}")
}

#[login_required]
#[instrument(skip_all, fields(%user))]
#[must_use]
async fn traced(user: CurrentUser<String>, Path(path): Path<String>) -> String {
    format!("{user} {path}")
}

#[login_required]
async fn with_true(user: CurrentUser<String>, #[cfg(test)] method: Method, uri: Uri) -> String {
    format!("{user} {method} {uri}")
}

#[login_required]
async fn with_false(
    user: CurrentUser<String>,
    #[cfg(not(test))] nothing: Nothing,
    uri: Uri,
) -> String {
    format!("{user} {uri}")
}

#[login_required]
async fn with_two(
    #[cfg(test)] user: CurrentUser<String>,
    #[cfg(not(test))] nothing: Nothing,
    #[cfg(not(not(test)))]
    #[cfg(test)]
    body: String,
) -> String {
    format!("{user} {body}")
}

#[login_required]
#[allow(clippy::too_many_arguments)]
async fn sixteen(
    m1: Method,
    m2: Method,
    u1: Uri,
    u2: Uri,
    h1: HeaderMap,
    h2: HeaderMap,
    v1: Version,
    e1: Extensions,
    q1: RawQuery,
    q2: RawQuery,
    o1: OriginalUri,
    s1: State<Pg>,
    s2: State<Sqlite>,
    p1: Option<Path<String>>,
    x1: Option<Extension<u8>>,
    user: CurrentUser<String>,
    body: Bytes,
) -> String {
    let (State(Pg), State(Sqlite)) = (s1, s2);
    assert_eq!((m1, u1, h1.len(), q1.0), (m2, u2, h2.len(), q2.0));
    assert!(e1.get::<u8>().is_none() && p1.is_none() && x1.is_none());
    format!("{user} {v1:?} {} {}", o1.0, body.len())
}

#[derive(Deserialize)]
struct Page {
    page: u8,
}

#[login_required]
async fn optional_json(user: CurrentUser<String>, body: Option<Json<Vec<u8>>>) -> String {
    format!("{user} {:?}", body.map(|Json(body)| body))
}

#[login_required]
async fn result_of_json(
    body: Result<Json<Vec<u8>>, JsonRejection>,
) -> Result<String, JsonRejection> {
    body.map(|Json(body)| format!("{body:?}"))
}

#[login_required]
async fn rejects(
    Query(page): Query<Page>,
    Path(id): Path<u8>,
    Json(body): Json<Vec<u8>>,
) -> String {
    format!("{} {id} {body:?}", page.page)
}

#[login_required]
async fn whole(request: Request) -> String {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 100).await.unwrap();
    format!("{} {}", parts.uri, body.len())
}

fn app() -> Router {
    Router::new()
        .route("/pg", post(list::<Pg>))
        .route("/sqlite", post(list::<Sqlite>))
        .route("/counted/{path}", post(counted::<3, Pg>))
        .route("/without", post(without_extractors::<Sqlite>))
        .route("/debugged", post(debugged))
        .route("/traced/{path}", post(traced))
        .route("/true", post(with_true))
        .route("/false", post(with_false))
        .route("/two", post(with_two))
        .route("/sixteen", post(sixteen))
        .route("/optional", post(optional_json))
        .route("/result", post(result_of_json))
        .route("/rejects/{id}", post(rejects))
        .route("/whole", post(whole))
        .with_state(AppState)
}

fn call(path: &str, body: &'static str) -> Call {
    let call = Call::new(Method::POST, path).body(body);
    call.header("content-type", "application/json")
}

async fn ask(path: &str, body: &'static str) -> Answer {
    let call = call(path, body).basic("john", "hello");
    call.send(&app()).await
}

/// Every form answers as the plain handler would, and refuses as every guard does.
#[tokio::test]
async fn every_form_of_handler_is_guarded() {
    for (path, body, expected) in [
        ("/pg", "[1]", "john pg 3"),
        ("/sqlite", "", "john sqlite 0"),
        ("/counted/x", "", "3 pg x"),
        ("/without", "", "sqlite"),
        ("/debugged", "[1]", "john [1]"),
        ("/traced/x", "", "john x"),
        ("/true", "", "john POST /true"),
        ("/false", "", "john /false"),
        ("/two", "text", "john text"),
        ("/sixteen?q", "12", "john HTTP/1.1 /sixteen?q 2"),
        ("/optional", "[1]", "john Some([1])"),
        ("/result", "[1]", "[1]"),
        ("/rejects/1?page=2", "[3]", "2 1 [3]"),
        ("/whole", "12", "/whole 2"),
    ] {
        ask(path, body).await.assert_ok(expected);
        let answer = call(path, body).send(&app()).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    }
}

/// A body that is not there, and one that cannot be read.
#[tokio::test]
async fn an_extractor_may_be_optional_or_a_result() {
    let call = Call::new(Method::POST, "/optional").basic("john", "hello");
    call.send(&app()).await.assert_ok("john None");
    let answer = ask("/result", "[1").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = ask("/optional", "[1").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

/// A stranger learns nothing from the extractors. A user gets the rejection of the first one that rejects.
#[tokio::test]
async fn extractors_reject_after_the_guard() {
    for (path, body, status, text) in [
        ("/rejects/x?page=x", "", 400, "query string"),
        ("/rejects/x?page=1", "", 400, "URL"),
        ("/rejects/1?page=1", "[", 400, "JSON"),
        ("/rejects/1?page=1", "{}", 422, "JSON"),
        ("/debugged", "[", 400, "JSON"),
    ] {
        let answer = call(path, body).send(&app()).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        let answer = call(path, body).basic("john", "bye").send(&app()).await;
        answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
        let answer = ask(path, body).await;
        assert_eq!(answer.status, status, "{path} {body}");
        assert!(answer.body.contains(text), "{}", answer.body);
        assert!(answer.error().is_none() && answer.challenges().is_empty());
        assert_eq!(answer.values("cache-control"), ["private"]);
    }
}

/// A handler of another crate of the workspace, whose auth object and policy are that crate's too.
#[tokio::test]
async fn a_handler_of_another_crate() {
    for app in [
        Router::new().route("/", get(elsewhere::index)),
        Router::new()
            .route("/", get(elsewhere::plain))
            .layer(guard(elsewhere::Users)),
    ] {
        let answer = Call::get("/").send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        let call = Call::get("/").basic("john", "hello");
        call.send(&app).await.assert_ok("john");
    }
}
