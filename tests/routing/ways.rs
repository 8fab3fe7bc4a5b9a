//! The ways in that are not handlers with an attribute, and the ways out.

use std::convert::Infallible;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get as axum_get;
use httpauth::routing::{MethodRouter, Router, get};
use httpauth::{CurrentUser, basic_auth, guard, login_required, public, token_auth};
use httpauth::{verify_password, verify_token};
use httpauth_tests::Call;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::Service;
use tower_http::services::ServeDir;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> bool {
    username == "john"
}

#[token_auth(state = u64)]
struct Token;

#[verify_token(auth = Token)]
fn verify_token(token: &str, State(pin): State<u64>) -> bool {
    token.parse() == Ok(pin)
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

async fn plain(user: CurrentUser<String>) -> String {
    format!("Hello {user}, by the layer!")
}

#[public]
async fn number(State(number): State<u64>) -> String {
    number.to_string()
}

fn files() -> ServeDir {
    ServeDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/routing"))
}

async fn status(app: &Router, path: &str) -> StatusCode {
    Call::get(path).send(app).await.status
}

/// Shows that one router holds what is guarded, public, behind a layer and undecided, each open to whom it says.
#[tokio::test]
async fn each_way_in_is_as_open_as_it_says() {
    let staff = axum::Router::new().route("/", axum_get(plain));
    let staff = staff.nest_service("/files", files()).fallback(plain);
    let app: Router = Router::new()
        .route("/", get(index).post(number))
        .nest("/staff", Router::guarded(guard(Auth), staff))
        .route("/own", MethodRouter::guarded(guard(Auth), axum_get(plain)))
        .undecided(|router| router.nest_service("/assets", files()))
        .with_state(7);
    for path in [
        "/",
        "/staff",
        "/staff/files/main.rs",
        "/staff/missing",
        "/own",
    ] {
        assert_eq!(status(&app, path).await, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(status(&app, "/assets/main.rs").await, StatusCode::OK);
    let john = |path| Call::get(path).basic("john", "hello");
    assert_eq!(john("/").send(&app).await.body, "Hello, john!");
    assert_eq!(
        john("/staff").send(&app).await.body,
        "Hello john, by the layer!"
    );
    assert_eq!(
        john("/own").send(&app).await.body,
        "Hello john, by the layer!"
    );
    let file = john("/staff/files/main.rs").send(&app).await;
    assert_eq!(file.status, StatusCode::OK);
}

/// Shows that the guard over an axum router takes a state of its own.
#[tokio::test]
async fn a_guard_with_state_lies_over_an_axum_router() {
    let inside = axum::Router::new().route("/", axum_get("inside"));
    let app: Router = Router::guarded(guard(Token).with_state(4711), inside);
    assert_eq!(status(&app, "/").await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        Call::get("/").bearer("4711").send(&app).await.body,
        "inside"
    );
}

/// Shows that the guard lies over the default fallback too, which is nested by nobody and merged as axum merges it.
#[tokio::test]
async fn unknown_paths_are_guarded_where_the_router_is_merged() {
    let staff = || Router::guarded(guard(Auth), axum::Router::new().route("/", axum_get(plain)));
    let nested: Router = Router::new().nest("/staff", staff());
    let merged: Router = Router::new().merge(staff());
    assert_eq!(
        status(&nested, "/staff/unknown").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(status(&merged, "/unknown").await, StatusCode::UNAUTHORIZED);
}

/// Shows that parts with states of their own stay decided, and become one router.
#[tokio::test]
async fn parts_have_states_of_their_own() {
    let part = |state: u64| {
        Router::new()
            .route("/number", get(number))
            .with_state(state)
    };
    let app: Router = Router::new()
        .nest("/one", part(1))
        .nest("/two", part(2))
        .merge(part(3));
    for (path, expected) in [("/one/number", "1"), ("/two/number", "2"), ("/number", "3")] {
        assert_eq!(Call::get(path).send(&app).await.body, expected);
    }
}

/// Shows that the routers of utoipa-axum go in and out, and the document with them.
#[tokio::test]
async fn the_routers_of_utoipa_axum_go_in_and_out() {
    /// Guarded, and documented.
    #[utoipa::path(get, path = "/documented", responses((status = 200, body = String)))]
    #[login_required]
    async fn documented(user: CurrentUser<String>) -> String {
        user.0
    }

    let (foreign, api) = OpenApiRouter::new()
        .routes(routes!(documented))
        .split_for_parts();
    assert!(api.paths.paths.contains_key("/documented"));
    let app: Router = Router::new()
        .route("/", get(index))
        .undecided(|router| router.merge(foreign));
    assert_eq!(status(&app, "/documented").await, StatusCode::UNAUTHORIZED);

    let (out, _) = OpenApiRouter::from(axum::Router::from(app)).split_for_parts();
    let out: axum::Router = out;
    let answer = Call::get("/documented")
        .basic("john", "hello")
        .send(&out)
        .await;
    assert_eq!(answer.body, "john");
}

/// Shows that `axum::serve` takes the router and its make-service, and tower its service.
#[tokio::test]
async fn a_router_is_served() {
    let app = || -> Router { Router::new().route("/", get(number)).with_state(7) };
    let mut service = app();
    let answer: Result<Response, Infallible> =
        Service::<Request>::call(&mut service, Request::default()).await;
    assert_eq!(answer.unwrap().status(), StatusCode::OK);

    for make in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            if make {
                axum::serve(listener, app().into_make_service()).await
            } else {
                axum::serve(listener, app()).await
            }
        });
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n7"),
            "{answer}"
        );
        server.abort();
    }
}
