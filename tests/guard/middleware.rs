//! Guarded middleware functions. A last parameter `Next` stays a parameter of its own.

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, basic_auth, get_user_roles, login_required, verify_password};
use httpauth_tests::{Answer, Call, Seen};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth(state = Seen)]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("verify {username}"));
    password == "hello"
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &str {
    username
}

/// Says whom it was given.
#[login_required(role = "admin")]
async fn admins(
    user: CurrentUser<String>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let count = headers.len();
    let mut response = next.run(request).await;
    let text = format!("{user} {count}");
    response
        .headers_mut()
        .insert("x-user", text.parse().unwrap());
    response
}

/// Takes no user, and may answer by itself.
#[login_required(optional)]
async fn anybody(
    Query(query): Query<Vec<(String, String)>>,
    request: Request,
    next: axum::middleware::Next,
) -> Result<Response, StatusCode> {
    if query.is_empty() {
        Ok(next.run(request).await)
    } else {
        Err(StatusCode::IM_A_TEAPOT)
    }
}

async fn plain(user: Option<CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    user.0
}

fn routes() -> Router<Seen> {
    Router::new()
        .route("/plain", get(plain))
        .route("/guarded", get(guarded))
}

async fn ask(app: &Router, path: &str, username: &str) -> Answer {
    let call = Call::get(path).basic(username, "hello");
    call.send(app).await
}

/// The user is handed over to the function, and published to what is further in, where nobody is asked again.
#[tokio::test]
async fn a_middleware_function_is_guarded() {
    let seen = Seen::default();
    let layer = from_fn_with_state(seen.clone(), admins);
    let app = routes().layer(layer).with_state(seen.clone());
    for path in ["/plain", "/guarded", "/unknown"] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        let answer = ask(&app, path, "john").await;
        answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
        assert!(answer.values("x-user").is_empty(), "it did not run");
        seen.assert(&["verify john"]);
        let answer = ask(&app, path, "admin").await;
        assert_eq!(answer.values("x-user"), ["admin 1"]);
        assert_eq!(answer.values("cache-control"), ["private"]);
        seen.assert(&["verify admin"]);
    }
    ask(&app, "/plain", "admin").await.assert_ok("admin");
    ask(&app, "/guarded", "admin").await.assert_ok("admin");
}

#[tokio::test]
async fn an_optional_middleware_function() {
    let seen = Seen::default();
    let layer = from_fn_with_state(seen.clone(), anybody);
    let app = routes().layer(layer).with_state(seen.clone());
    Call::get("/plain").send(&app).await.assert_ok("nobody");
    ask(&app, "/plain", "john").await.assert_ok("john");
    let answer = Call::get("/guarded").send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    let answer = ask(&app, "/guarded?a=b", "john").await;
    answer.assert_own(StatusCode::IM_A_TEAPOT, "");
    seen.assert(&["verify john", "verify john"]);
    let answer = Call::get("/plain").basic("john", "bye").send(&app).await;
    answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
}

mod stateless {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, password: &str) -> bool {
        password == "hello"
    }

    #[login_required]
    async fn users(request: Request, next: Next) -> Response {
        next.run(request).await
    }

    #[tokio::test]
    async fn a_middleware_function_without_a_state() {
        let app: Router = Router::new().route("/", get(plain)).layer(from_fn(users));
        let answer = Call::get("/").send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        ask(&app, "/", "john").await.assert_ok("john");
    }
}
