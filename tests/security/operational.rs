//! Cases 109 to 122, and 136: the guard among the other parts of a program. Those over a socket are in `socket.rs`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use http_body_util::{BodyExt, Full};
use httpauth::{
    CurrentUser, Reason, basic_auth, get_user_roles, guard, login_required, verify_password,
};
use httpauth_tests::Call;
use tower_http::cors::CorsLayer;
use tower_http::csrf::CsrfLayer;

use crate::apps::{App, BASIC};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
#[derive(Clone)]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    !username.is_empty() && password == "hello"
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &str {
    username
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required]
async fn json(Json(body): Json<Vec<u32>>) -> String {
    format!("{body:?}")
}

#[login_required(role = "admin")]
async fn json_of_admins(Json(body): Json<Vec<u32>>) -> String {
    format!("{body:?}")
}

/// Returns a body that notes whether anybody reads it.
fn watched(bytes: &'static [u8]) -> (Body, Arc<AtomicBool>) {
    let read = Arc::new(AtomicBool::new(false));
    let note = Arc::clone(&read);
    let body = Full::new(Bytes::from_static(bytes)).map_frame(move |frame| {
        note.store(true, Ordering::SeqCst);
        frame
    });
    (Body::new(body), read)
}

#[tokio::test]
async fn case_109_the_body_is_not_read_before_the_verdict() {
    let app = Router::new()
        .route("/", post(json))
        .route("/admin", post(json_of_admins))
        .layer(DefaultBodyLimit::max(16));
    let call = |path| Call::new(Method::POST, path).header("content-type", "application/json");
    let (body, read) = watched(b"no JSON at all, and far longer than the limit");
    let answer = call("/").body(body).send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    assert!(!read.load(Ordering::SeqCst), "401");
    let (body, read) = watched(b"no JSON at all, and far longer than the limit");
    let answer = call("/admin")
        .basic("john", "hello")
        .body(body)
        .send(&app)
        .await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
    assert!(!read.load(Ordering::SeqCst), "403");
    let (body, read) = watched(b"[1, 2]");
    let answer = call("/").basic("john", "hello").body(body).send(&app).await;
    answer.assert_ok("[1, 2]");
    assert!(read.load(Ordering::SeqCst), "200");
}

#[tokio::test]
async fn case_110_head_is_guarded() {
    let app = Router::new().route("/", get(index));
    let answer = Call::new(Method::HEAD, "/").send(&app).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], "");
    answer.assert_error(Reason::Missing, &[CHALLENGE]);
    let answer = Call::new(Method::HEAD, "/")
        .basic("john", "hello")
        .send(&app)
        .await;
    answer.assert_ok("");
}

/// On a handler for any method an exemption of `OPTIONS` would let everybody in.
#[tokio::test]
async fn case_111_no_method_is_exempt() {
    let app = App::new();
    for method in [
        "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X-OWN",
    ] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        app.refuses(Call::new(method.clone(), "/basic"), Reason::Missing, BASIC)
            .await;
        let call = Call::new(method, "/basic").basic("john", "hello");
        app.passes(call, "john:hello", "john").await;
    }
}

/// A CORS layer outside of the guard answers the preflight by itself, and decorates the 401 for the browser.
#[tokio::test]
async fn case_111_cors_preflight_is_the_outer_layers() {
    let app = Router::new()
        .route("/", any(index))
        .layer(CorsLayer::permissive());
    let preflight = Call::new(Method::OPTIONS, "/")
        .header("origin", "https://example.org")
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "authorization");
    let answer = preflight.send(&app).await;
    answer.assert_is(StatusCode::OK, &[], "");
    assert_eq!(answer.values("access-control-allow-origin"), ["*"]);
    let call = Call::get("/").header("origin", "https://example.org");
    let answer = call.send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    assert_eq!(answer.values("access-control-allow-origin"), ["*"]);
}

/// A guard on a handler does not concern other paths. A guard on all routes keeps the 404 with `route_layer`.
#[tokio::test]
async fn case_112_unknown_paths_are_404() {
    let guarded = Router::new().route("/", get(index));
    let behind = Router::new()
        .route("/", get(async || "in"))
        .route_layer(guard(Auth));
    for app in [guarded, behind] {
        let answer = Call::get("/unknown").send(&app).await;
        answer.assert_is(StatusCode::NOT_FOUND, &[], "");
        let answer = Call::get("/").send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    }
}

#[tokio::test]
async fn case_113_other_methods_are_405() {
    let app = Router::new().route("/", get(index));
    let answer = Call::new(Method::POST, "/").send(&app).await;
    answer.assert_is(StatusCode::METHOD_NOT_ALLOWED, &[], "");
    assert_eq!(answer.values("allow"), ["GET,HEAD"]);
}

mod other {
    use super::*;

    #[basic_auth(realm = "Other")]
    pub(super) struct Auth;

    #[verify_password]
    fn verify_password(username: &str, password: &str) -> bool {
        (username, password) == ("john", "other")
    }

    #[get_user_roles]
    fn get_user_roles(_: &str) -> &'static str {
        "admin"
    }

    #[login_required]
    pub(super) async fn index(user: CurrentUser<String>) -> String {
        format!("other {user}")
    }

    #[login_required(role = "admin")]
    pub(super) async fn admin(user: CurrentUser<String>) -> String {
        format!("other {user}")
    }
}

#[login_required(role = "admin")]
async fn admin() -> &'static str {
    "in"
}

#[tokio::test]
async fn case_119_two_auth_objects_share_nothing() {
    let app = Router::new()
        .route("/", get(index))
        .route("/admin", get(admin))
        .route("/other", get(other::index))
        .route("/other/admin", get(other::admin));
    let other = r#"Basic realm="Other", charset="UTF-8""#;
    let ask = async |path, password| Call::get(path).basic("john", password).send(&app).await;
    ask("/", "hello").await.assert_ok("john");
    ask("/", "other")
        .await
        .assert_refused(Reason::Invalid, &[CHALLENGE]);
    ask("/other", "other").await.assert_ok("other john");
    ask("/other", "hello")
        .await
        .assert_refused(Reason::Invalid, &[other]);
    ask("/other/admin", "other").await.assert_ok("other john");
    ask("/admin", "hello")
        .await
        .assert_refused(Reason::Forbidden, &[CHALLENGE]);
}

#[login_required]
async fn slow(user: CurrentUser<String>) -> String {
    for _ in 0..8 {
        tokio::task::yield_now().await;
    }
    user.0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn case_120_users_do_not_leak_between_requests() {
    let app = Router::new().route("/", get(slow));
    let requests = (0..200).map(|number| {
        let app = app.clone();
        tokio::spawn(async move {
            let name = format!("user{number}");
            let password = if number % 3 == 0 { "wrong" } else { "hello" };
            let answer = Call::get("/").basic(&name, password).send(&app).await;
            if number % 3 == 0 {
                answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
            } else {
                answer.assert_ok(&name);
            }
        })
    });
    for request in requests.collect::<Vec<_>>() {
        request.await.unwrap();
    }
}

#[tokio::test]
async fn case_122_proxy_authorization_is_not_ours() {
    let app = App::new();
    let right = httpauth_tests::basic("john", "hello");
    let call = Call::get("/basic").header("proxy-authorization", &right);
    app.refuses(call, Reason::Missing, BASIC).await;
    let call = Call::get("/basic")
        .header("proxy-authorization", "Basic x")
        .authorization(right);
    app.passes(call, "john:hello", "john").await;
}

/// A browser adds the password of Basic to a form of any page. The layer outside of the guard tells which page it was.
#[tokio::test]
async fn case_137_a_form_of_another_site_is_the_outer_layers() {
    let open = Router::new().route("/", any(index));
    let protected = open.clone().layer(CsrfLayer::new());
    let form = |site| {
        Call::new(Method::POST, "/")
            .header("host", "example.com")
            .header("sec-fetch-site", site)
            .basic("john", "hello")
    };
    form("cross-site").send(&open).await.assert_ok("john");
    for site in ["cross-site", "same-site"] {
        let answer = form(site).send(&protected).await;
        answer.assert_own(StatusCode::FORBIDDEN, "");
    }
    form("same-origin").send(&protected).await.assert_ok("john");
    // A program that is no browser says nothing of sites.
    let program = Call::new(Method::POST, "/").basic("john", "hello");
    program.send(&protected).await.assert_ok("john");
}
