//! The places that a guard can be laid over, such as routers, nested ones, method routers, and services that are not
//! handlers.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, basic_auth, digest_auth, get_password, get_user_roles, guard,
    login_required, verify_password,
};
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Answer, Call, Seen};
use tower::{Service, ServiceBuilder, ServiceExt};
use tower_http::services::ServeDir;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &str {
    username
}

#[login_required(role = "admin")]
struct AdminsOnly;

async fn page() -> &'static str {
    "page"
}

async fn missing() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "fallback")
}

fn files() -> ServeDir {
    ServeDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/guard"))
}

async fn ask(app: &Router, method: Method, path: &str, username: &str) -> Answer {
    let call = Call::new(method, path).basic(username, "hello");
    call.send(app).await
}

/// Asserts that what stands at `path` is for admins.
async fn assert_guarded(app: &Router, method: Method, path: &str) {
    let answer = Call::new(method.clone(), path).send(app).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    answer.assert_error(Reason::Missing, &[CHALLENGE]);
    let answer = ask(app, method.clone(), path, "john").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    answer.assert_error(Reason::Forbidden, &[CHALLENGE]);
    let answer = ask(app, method, path, "admin").await;
    assert!(answer.error().is_none(), "an admin gets in");
    assert_eq!(answer.values("cache-control"), ["private"], "{answer:?}");
}

/// Asserts that what stands at `path` is for everybody.
async fn assert_open(app: &Router, method: Method, path: &str) {
    let answer = Call::new(method, path).send(app).await;
    assert!(answer.error().is_none() && answer.challenges().is_empty());
}

#[tokio::test]
async fn a_layer_guards_what_it_is_laid_over() {
    let routes = || {
        Router::new()
            .route("/", get(page).post(page))
            .fallback(missing)
    };
    let files_alone = ServiceBuilder::new()
        .layer(guard(AdminsOnly))
        .service(files());
    for (app, guarded, open) in [
        // `Router::layer` guards the fallback too. `Router::route_layer` leaves it open, whatever it serves.
        (
            routes().layer(guard(AdminsOnly)),
            vec!["GET /", "POST /", "PUT /", "GET /unknown"],
            vec![],
        ),
        (
            routes().route_layer(guard(AdminsOnly)),
            vec!["GET /", "POST /", "PUT /"],
            vec!["GET /unknown"],
        ),
        (
            Router::new()
                .route("/", get(page))
                .fallback_service(files())
                .route_layer(guard(AdminsOnly)),
            vec!["GET /"],
            vec!["GET /main.rs"],
        ),
        (
            Router::new()
                .route("/", get(page))
                .fallback_service(files())
                .layer(guard(AdminsOnly)),
            vec!["GET /", "GET /main.rs"],
            vec![],
        ),
        // A service of its own.
        (
            Router::new()
                .route("/", get(page))
                .nest_service("/files", files_alone.clone()),
            vec![
                "GET /files/main.rs",
                "GET /files/none",
                "POST /files/main.rs",
            ],
            vec!["GET /"],
        ),
        (
            Router::new()
                .route_service("/{file}", files_alone)
                .route("/", get(page)),
            vec!["GET /main.rs"],
            vec!["GET /", "GET /a/b"],
        ),
        // A guard on a nested router guards nothing else. A guard on a method router guards the methods before the
        // layer.
        (
            Router::new()
                .route("/", get(page))
                .nest("/inner", routes().layer(guard(AdminsOnly))),
            vec!["GET /inner", "POST /inner", "GET /inner/unknown"],
            vec!["GET /", "GET /unknown"],
        ),
        (
            Router::new().route("/", get(page).layer(guard(AdminsOnly)).post(page)),
            vec!["GET /", "HEAD /", "PUT /"],
            vec!["POST /", "GET /unknown"],
        ),
        (
            Router::new().route("/", get(page).post(page).route_layer(guard(AdminsOnly))),
            vec!["GET /", "POST /"],
            vec!["PUT /"],
        ),
    ] {
        let split = |line: &'static str| {
            let (method, path) = line.split_once(' ').unwrap();
            (method.parse().unwrap(), path)
        };
        for (method, path) in guarded.into_iter().map(split) {
            assert_guarded(&app, method, path).await;
        }
        for (method, path) in open.into_iter().map(split) {
            assert_open(&app, method, path).await;
        }
    }
}

mod stateful {
    use super::*;

    #[digest_auth(realm = "D", state = Seen)]
    struct Auth;

    #[get_password]
    fn get_password(username: &str, State(seen): State<Seen>) -> Option<&'static str> {
        seen.record(username);
        Some("hello")
    }

    async fn plain(user: CurrentUser<String>) -> String {
        user.0
    }

    /// The layer has a state of its own, and sees the response. It adds `Authentication-Info` when it grants.
    #[tokio::test]
    async fn a_layer_with_a_state_completes_the_response() {
        let seen = Seen::default();
        let app = Router::new()
            .route("/", get(plain))
            .fallback_service(files())
            .layer(guard(Auth).with_state(seen.clone()));
        for (target, status) in [
            ("/", StatusCode::OK),
            ("/main.rs", StatusCode::OK),
            ("/none", StatusCode::NOT_FOUND),
        ] {
            let challenge = Challenge::of(&Call::get(target).send(&app).await, "SHA-256");
            let john = Credentials::new(&challenge, "john", "hello", target);
            let call = Call::get(target).authorization(john.header());
            let answer = call.send(&app).await;
            assert_eq!(answer.status, status);
            assert_eq!(info(&answer, "rspauth"), Some(john.rspauth()));
            assert_eq!(answer.values("cache-control"), ["private"]);
            seen.assert(&["john"]);
        }
    }
}

/// A service that may be called only when it was ready, which its clones are not.
#[derive(Default)]
struct Picky {
    is_ready: bool,
}

impl Clone for Picky {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Service<Request> for Picky {
    type Response = Response;
    type Error = Infallible;
    type Future = Ready<Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.is_ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request) -> Self::Future {
        assert!(std::mem::take(&mut self.is_ready), "it was not ready");
        ready(Ok("in".into_response()))
    }
}

/// The service that was ready is the one that is called, as tower demands.
#[tokio::test]
async fn a_layer_calls_the_service_that_was_ready() {
    let mut service = ServiceBuilder::new()
        .layer(guard(Auth))
        .service(Picky::default());
    for _ in 0..2 {
        let call =
            Request::get("/").header("authorization", httpauth_tests::basic("john", "hello"));
        let request = call.body(axum::body::Body::empty()).unwrap();
        let response = service.ready().await.unwrap().call(request).await;
        Answer::read(response.unwrap()).await.assert_ok("in");
    }
}

/// The inner service's error is its own, and passes the layer.
#[tokio::test]
async fn a_layer_passes_the_inner_services_error_on() {
    let inner = tower::service_fn(async |_: Request| Err::<Response, _>("broken"));
    let service = ServiceBuilder::new().layer(guard(Auth)).service(inner);
    let call = Request::get("/").header("authorization", httpauth_tests::basic("john", "hello"));
    let request = call.body(axum::body::Body::empty()).unwrap();
    assert_eq!(
        service.clone().oneshot(request).await.unwrap_err(),
        "broken"
    );
    let request = Request::new(axum::body::Body::empty());
    assert_eq!(
        service.oneshot(request).await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
}
