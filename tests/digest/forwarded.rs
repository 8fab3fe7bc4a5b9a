//! `target = forwarded`, for a proxy that does not send the method and the target that the client has signed.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::connect_info::MockConnectInfo;
use axum::extract::{ConnectInfo, FromRef, FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::routing::any;
use httpauth::{
    CurrentUser, ForwardedTarget, ForwardedTargetError, Reason, basic_auth, digest_auth,
    forwarded_target, get_password, guard, login_required, multi_auth, original_request,
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
    for (fields, status) in [
        (&[][..], 500),
        (&[("x-forwarded-method", "GET")], 500),
        (&[("x-forwarded-uri", "/page")], 500),
        (
            &[
                ("x-forwarded-method", "GET"),
                ("x-forwarded-uri", "/page"),
                ("x-forwarded-uri", "/page"),
            ],
            500,
        ),
        (
            &[
                ("x-forwarded-method", "GET"),
                ("x-forwarded-method", "GET"),
                ("x-forwarded-uri", "/page"),
            ],
            500,
        ),
        (
            &[("x-forwarded-method", "G T"), ("x-forwarded-uri", "/page")],
            400,
        ),
        (
            &[("x-forwarded-method", ""), ("x-forwarded-uri", "/page")],
            400,
        ),
        (
            &[("x-forwarded-method", "GET"), ("x-forwarded-uri", "")],
            400,
        ),
        (
            &[("x-forwarded-method", "GET"), ("x-forwarded-uri", "/pa ge")],
            400,
        ),
        (
            &[
                ("x-forwarded-method", "GET"),
                ("x-forwarded-uri", "example.org:80"),
            ],
            400,
        ),
    ] {
        let call = fields
            .iter()
            .fold(Call::get("/page"), |call, (name, value)| {
                call.header(name, value)
            });
        let answer = call.authorization(signed.header()).send(&app).await;
        let body = match status {
            400 => "Bad Request",
            _ => "Internal Server Error",
        };
        answer.assert_own(StatusCode::from_u16(status).unwrap(), body);
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

/// A member of a multi object has its own callback, which is asked for its own credentials alone.
#[tokio::test]
async fn as_a_member() {
    let asked = Asked::default();
    let app = app(PROXY, &asked);
    let challenge = Call::get("/both").send(&app).await.challenges()[1].to_owned();
    let challenge = Challenge::parse(&challenge).unwrap();
    let signed = Credentials::new(&challenge, "john", "hello", "/app/both");
    told(&app, "/both", &signed, ("GET", "/app/both"))
        .await
        .assert_ok("john");
    assert_eq!(asked.take(), 1);
    let call = Call::get("/both").basic("john", "hello");
    call.send(&app).await.assert_ok("john");
    assert_eq!(asked.take(), 0);
}

/// An answer is of one object. A layer's is not taken for that of a guard without the key, nor is it asked for again by a
/// guard that takes over the layer's grant.
#[tokio::test]
async fn behind_a_layer() {
    let asked = Asked::default();
    let state = asked.clone();
    let app = app(PROXY, &asked).layer(guard(Auth).with_state(state));
    let app = app.layer(MockConnectInfo(SocketAddr::from((PROXY, 1234))));
    let signed = john(&app, "/page", "GET", "/app/page").await;
    let answer = told(&app, "/page", &signed, ("GET", "/app/page")).await;
    answer.assert_ok("john: GET /page");
    assert_eq!(asked.take(), 1);
    let signed = john(&app, "/plain", "GET", "/app/plain").await;
    let answer = told(&app, "/plain", &signed, ("GET", "/app/plain")).await;
    assert_eq!(
        answer.error().unwrap().reason(),
        Reason::WrongTarget,
        "the inner guard"
    );
}

/// What the proxy tells wins over what `original_request` has seen, which is what the proxy sent.
#[tokio::test]
async fn with_the_layer_of_the_original_request() {
    for (peer, signed_uri) in [(PROXY, "/app/page"), (STRANGER, "/page")] {
        let app = app(peer, &Asked::default()).layer(original_request());
        let signed = john(&app, "/page", "GET", signed_uri).await;
        let answer = told(&app, "/page", &signed, ("GET", "/app/page")).await;
        answer.assert_ok("john: GET /page");
    }
}

#[digest_auth(algorithm = "SHA-256", target = forwarded)]
struct Taken;

#[forwarded_target(auth = Taken)]
fn taken() -> Option<ForwardedTarget> {
    None
}

/// An extractor that takes everything out of the request's extensions.
struct TakeAll;

impl<S: Send + Sync> FromRequestParts<S> for TakeAll {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.clear();
        Ok(Self)
    }
}

#[get_password(auth = Taken)]
fn password_of_taken(_: &str, _: TakeAll) -> Option<&'static str> {
    Some("hello")
}

#[login_required(auth = Taken)]
async fn taken_page(user: CurrentUser<String>, _: Path<String>) -> String {
    user.0
}

/// Without the answer of the callback nothing is compared.
#[tokio::test]
async fn an_answer_that_was_taken_away_is_missed() {
    let app = Router::new().route("/{page}", any(taken_page));
    let signed = john(&app, "/page", "GET", "/page").await;
    let answer = Call::get("/page")
        .authorization(signed.header())
        .send(&app)
        .await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
}
