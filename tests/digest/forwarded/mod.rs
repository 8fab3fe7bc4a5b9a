//! `target = forwarded`, for a proxy that does not send the method and the target that the client has signed.

mod guards;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::connect_info::MockConnectInfo;
use axum::extract::{ConnectInfo, FromRef, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::routing::any;
use httpauth::{
    CurrentUser, ForwardedTarget, ForwardedTargetError, Reason, basic_auth, digest_auth,
    forwarded_target, get_password, login_required, multi_auth,
};
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Answer, Call};

const PROXY: [u8; 4] = [192, 0, 2, 1];
const STRANGER: [u8; 4] = [192, 0, 2, 2];

/// The times that the callback was called.
#[derive(Clone, Default, FromRef)]
struct Asked(Arc<AtomicUsize>);

impl Asked {
    fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

#[digest_auth(algorithm = "SHA-256", target = forwarded, state = Asked)]
struct Auth;

#[forwarded_target]
async fn forwarded_target(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    fields: HeaderMap,
    State(asked): State<Asked>,
) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    asked.0.fetch_add(1, Ordering::Relaxed);
    assert!(fields["authorization"].is_sensitive());
    if peer.ip() != IpAddr::from(PROXY) {
        return Ok(None);
    }
    ForwardedTarget::from_fields(&fields, "X-Forwarded-Method", "X-Forwarded-Uri").map(Some)
}

/// An object that has never heard of a proxy.
#[digest_auth(algorithm = "SHA-256")]
struct Plain;

#[basic_auth]
struct Basic;

#[multi_auth(Basic, Auth)]
struct Both;

#[get_password(auth = [Auth, Plain, Basic])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn index(user: CurrentUser<String>, method: Method, uri: Uri) -> String {
    format!("{user}: {method} {uri}")
}

#[login_required(auth = Plain)]
async fn plain(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Both)]
async fn both(user: CurrentUser<String>) -> String {
    user.0
}

/// Returns the application as one peer sees it.
fn app(peer: [u8; 4], asked: &Asked) -> Router {
    Router::new()
        .route("/page", any(index))
        .route("/plain", any(plain))
        .route("/both", any(both))
        .with_state(asked.clone())
        .layer(MockConnectInfo(SocketAddr::from((peer, 1234))))
}

/// Returns john's credentials for what he has sent to the proxy.
async fn john(app: &Router, path: &str, method: &str, uri: &str) -> Credentials {
    let challenge = Challenge::of(&Call::get(path).send(app).await, "SHA-256");
    Credentials::new(&challenge, "john", "hello", uri).method(method)
}

/// Returns the answer to `GET target` with credentials, as a proxy sends it that tells a method and a target.
async fn told(
    app: &Router,
    target: &str,
    credentials: &Credentials,
    (method, uri): (&str, &str),
) -> Answer {
    let call = Call::get(target).header("x-forwarded-method", method);
    let call = call.header("x-forwarded-uri", uri);
    call.authorization(credentials.header()).send(app).await
}

#[track_caller]
fn assert_error(answer: &Answer, reason: Reason) {
    answer.assert_error(reason, &answer.challenges());
}

/// What the proxy tells is compared, method and target, byte for byte. The request's own is not good any more.
#[tokio::test]
async fn what_the_proxy_tells_was_signed() {
    let asked = Asked::default();
    let app = app(PROXY, &asked);
    let target = "/app//page?a=%7e";
    let signed = john(&app, "/page", "POST", target).await;
    assert_eq!(asked.take(), 0, "nothing was signed");
    let answer = told(&app, "/page?a=~", &signed, ("POST", target)).await;
    answer.assert_ok("john: GET /page?a=~");
    assert_eq!(info(&answer, "rspauth"), Some(signed.rspauth()));
    assert_eq!(asked.take(), 1);
    for (method, uri, reason) in [
        ("GET", target, Reason::Invalid),
        ("post", target, Reason::Invalid),
        ("POST", "/app/page?a=%7e", Reason::WrongTarget),
        ("POST", "/app//page?a=~", Reason::WrongTarget),
        ("POST", "/page?a=~", Reason::WrongTarget),
        ("POST", "*", Reason::WrongTarget),
    ] {
        let answer = told(&app, "/page?a=~", &signed.nc(2), (method, uri)).await;
        assert_error(&answer, reason);
    }
    let own = john(&app, "/page", "GET", "/page").await;
    let answer = told(&app, "/page", &own, ("GET", "/app/page")).await;
    assert_error(&answer, Reason::WrongTarget);
}

/// An absolute `uri` is compared with the host of the request, or with the one that the proxy tells.
#[tokio::test]
async fn the_absolute_form() {
    let app = app(PROXY, &Asked::default());
    let signed = john(&app, "/page", "GET", "http://example.org/app/page").await;
    let send = async |host, uri| {
        let call = Call::get("/page").header("host", host);
        let call = call.header("x-forwarded-method", "GET");
        let call = call.header("x-forwarded-uri", uri);
        let signed = john(&app, "/page", "GET", "http://example.org/app/page").await;
        call.authorization(signed.header()).send(&app).await
    };
    assert_eq!(signed.get("uri"), b"http://example.org/app/page");
    let answer = send("example.org", "/app/page").await;
    answer.assert_ok("john: GET /page");
    assert_error(&send("backend", "/app/page").await, Reason::WrongTarget);
    let answer = send("backend", "http://example.org/app/page").await;
    answer.assert_ok("john: GET /page");
    let answer = send("example.org", "http://other.org/app/page").await;
    assert_error(&answer, Reason::WrongTarget);
}

/// Case 145. A stranger who comes by himself is judged by what he sends, whatever his fields say.
#[tokio::test]
async fn case_145_a_stranger_is_not_believed() {
    let app = app(STRANGER, &Asked::default());
    let signed = john(&app, "/page", "GET", "/app/page").await;
    let answer = told(&app, "/page", &signed, ("GET", "/app/page")).await;
    assert_error(&answer, Reason::WrongTarget);
    let other = john(&app, "/page", "POST", "/page").await;
    let answer = told(&app, "/page", &other, ("POST", "/page")).await;
    assert_error(&answer, Reason::Invalid);
    let own = john(&app, "/page", "GET", "/page").await;
    let answer = told(&app, "/page", &own, ("POST", "/app/page")).await;
    answer.assert_ok("john: GET /page");
}

/// Case 145. The request's own target does not stand for one that the proxy should have told.
#[tokio::test]
async fn case_145_bad_fields_let_nobody_in() {
    let app = app(PROXY, &Asked::default());
    let signed = john(&app, "/page", "GET", "/page").await;
    let answer = async |methods: &str, targets: &str| {
        let methods = methods.lines().map(|value| ("x-forwarded-method", value));
        let targets = targets.lines().map(|value| ("x-forwarded-uri", value));
        let call = methods
            .chain(targets)
            .fold(Call::get("/page"), |call, (name, value)| {
                call.header(name, value)
            });
        call.authorization(signed.header()).send(&app).await
    };
    for (methods, targets) in [
        ("", ""),
        ("GET", ""),
        ("", "/page"),
        ("GET", "/page\n/page"),
        ("GET\nGET", "/page"),
    ] {
        let answer = answer(methods, targets).await;
        answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
    }
    for (methods, targets) in [
        ("G T", "/page"),
        ("\n", "/page"),
        ("GET", "\n"),
        ("GET", "/pa ge"),
        ("GET", "/page#top"),
        ("GET", "example.org:80"),
    ] {
        let answer = answer(methods, targets).await;
        answer.assert_own(StatusCode::BAD_REQUEST, "Bad Request");
    }
}

/// An object without the key reads no field.
#[tokio::test]
async fn no_field_is_read_by_default() {
    let asked = Asked::default();
    let app = app(PROXY, &asked);
    let signed = john(&app, "/plain", "GET", "/app/plain").await;
    let answer = told(&app, "/plain", &signed, ("GET", "/app/plain")).await;
    assert_error(&answer, Reason::WrongTarget);
    let own = john(&app, "/plain", "GET", "/plain").await;
    told(&app, "/plain", &own, ("POST", "/app/plain"))
        .await
        .assert_ok("john");
    assert_eq!(asked.take(), 0);
}
