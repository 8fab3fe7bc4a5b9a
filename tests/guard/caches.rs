//! The fields that the guard sets for caches, and those that it leaves to the application.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::response::IntoResponse;
use axum::{Json, Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, guard, login_required, multi_auth,
    token_auth, verify_password, verify_token,
};
use httpauth_tests::{Answer, Call};

#[basic_auth]
struct Auth;

#[token_auth(header = "x-key")]
struct Key;

/// With an error handler that says itself what caches may do.
#[token_auth]
struct Own;

#[multi_auth(Key, Auth)]
struct Multi;

#[multi_auth(Own, Multi)]
struct Nested;

#[verify_password]
fn verify_password(username: &str, password: &str) -> Result<bool, StatusCode> {
    match username {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(password == "hello"),
    }
}

#[verify_token(auth = [Key, Own])]
fn verify_token(token: &str) -> Option<String> {
    (token == "hello").then(|| token.to_owned())
}

#[get_user_roles(auth = [Auth, Key, Own])]
fn get_user_roles(user: &str) -> &str {
    user
}

#[error_handler(auth = Own)]
fn error_handler(status: StatusCode) -> impl IntoResponse {
    (status, [(CACHE_CONTROL, "max-age=5")], "own")
}

#[login_required]
async fn index() {}

#[login_required(optional)]
async fn optional(_: Option<CurrentUser<String>>) {}

#[login_required(optional)]
async fn own() -> impl IntoResponse {
    [
        (CACHE_CONTROL, "public, max-age=60"),
        (VARY, "Accept, AUTHORIZATION"),
    ]
}

#[login_required(optional)]
async fn any_variant() -> impl IntoResponse {
    [(VARY, "*")]
}

#[login_required(optional)]
async fn unchanged() -> StatusCode {
    StatusCode::NOT_MODIFIED
}

#[login_required(optional)]
async fn switched() -> StatusCode {
    StatusCode::SWITCHING_PROTOCOLS
}

#[login_required(optional)]
async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}

#[login_required(optional)]
async fn rejects(_: Json<u8>) {}

#[login_required(role = "admin")]
async fn admin() {}

#[login_required(auth = Own)]
async fn own_error() {}

#[login_required(auth = Key, optional)]
async fn key() {}

#[login_required(auth = Multi, optional)]
async fn multi() {}

#[login_required(auth = Nested, optional)]
async fn nested() {}

#[login_required(optional)]
struct Anybody;

#[login_required(auth = Nested, optional)]
struct AnybodyNested;

fn routes() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/optional", get(optional))
        .route("/own", get(own))
        .route("/any-variant", get(any_variant))
        .route("/unchanged", get(unchanged))
        .route("/switched", get(switched))
        .route("/not-found", get(not_found))
        .route("/rejects", get(rejects))
        .route("/admin", get(admin))
        .route("/own-error", get(own_error))
        .route("/key", get(key))
        .route("/multi", get(multi))
        .route("/nested", get(nested))
        .route("/open", get(async || ()))
}

type Fields<'a> = (u16, Vec<&'a str>, Vec<&'a str>);

fn fields(answer: &Answer) -> Fields<'_> {
    let status = answer.status.as_u16();
    (
        status,
        answer.values("cache-control"),
        answer.values("vary"),
    )
}

const NONE: [&str; 0] = [];

/// A refusal is stored nowhere, a user's answer in no shared cache, and an answer to nobody is given to nobody else.
#[tokio::test]
async fn the_fields_of_each_answer() {
    let app = routes();
    let anonymous = Call::get;
    let john = |path| Call::get(path).basic("john", "hello");
    for (call, expected) in [
        (anonymous("/"), (401, vec!["no-store"], vec![])),
        (
            Call::get("/").basic("john", "bye"),
            (401, vec!["no-store"], vec![]),
        ),
        (john("/admin"), (403, vec!["no-store"], vec![])),
        (
            john("/").basic("john", "hello"),
            (400, vec!["no-store"], vec![]),
        ),
        (anonymous("/own-error"), (401, vec!["max-age=5"], vec![])),
        // A callback's failure is its own response, which is not stored either. Caches store a 404 by default.
        (
            Call::get("/").basic("down", "x"),
            (503, vec!["no-store"], vec![]),
        ),
        (john("/"), (200, vec!["private"], vec![])),
        (john("/optional"), (200, vec!["private"], vec![])),
        (john("/not-found"), (404, vec!["private"], vec![])),
        (
            john("/own"),
            (
                200,
                vec!["public, max-age=60"],
                vec!["Accept, AUTHORIZATION"],
            ),
        ),
        (john("/unchanged"), (304, vec![], vec![])),
        (john("/switched"), (101, vec![], vec![])),
        (anonymous("/optional"), (200, vec![], vec!["authorization"])),
        (
            anonymous("/not-found"),
            (404, vec![], vec!["authorization"]),
        ),
        (
            anonymous("/own"),
            (
                200,
                vec!["public, max-age=60"],
                vec!["Accept, AUTHORIZATION"],
            ),
        ),
        // An extractor's rejection is told as the handler's answer is.
        (anonymous("/rejects"), (415, vec![], vec!["authorization"])),
        (john("/rejects"), (415, vec!["private"], vec![])),
        (anonymous("/any-variant"), (200, vec![], vec!["*"])),
        (anonymous("/unchanged"), (304, vec![], vec![])),
        (anonymous("/switched"), (101, vec![], vec![])),
        (anonymous("/key"), (200, vec![], vec!["x-key"])),
        (
            Call::get("/key").header("x-key", "hello"),
            (200, vec!["private"], vec![]),
        ),
        (
            anonymous("/multi"),
            (200, vec![], vec!["x-key", "authorization"]),
        ),
        (john("/multi"), (200, vec!["private"], vec![])),
        (
            anonymous("/nested"),
            (200, vec![], vec!["authorization", "x-key"]),
        ),
        (anonymous("/open"), (200, vec![], vec![])),
    ] {
        let text = format!("{call:?}");
        let answer = call.send(&app).await;
        assert_eq!(fields(&answer), expected, "{text}");
    }
}

/// Each field is there once, however many guards there are.
#[tokio::test]
async fn the_fields_behind_several_guards() {
    let anybody = || routes().layer(guard(Anybody)).layer(guard(Anybody));
    for (app, path, varies) in [
        (anybody(), "/optional", vec!["authorization"]),
        (anybody(), "/open", vec!["authorization"]),
        (anybody(), "/key", vec!["x-key", "authorization"]),
        (
            routes().layer(guard(AnybodyNested)),
            "/key",
            vec!["x-key", "authorization"],
        ),
        (anybody(), "/any-variant", vec!["*"]),
        (anybody(), "/unchanged", vec![]),
    ] {
        let answer = Call::get(path).send(&app).await;
        let (_, control, vary) = fields(&answer);
        assert_eq!((control, vary), (NONE.to_vec(), varies), "{path}");
    }
    let app = anybody().layer(guard(Auth));
    for path in ["/", "/optional", "/open"] {
        let answer = Call::get(path).basic("john", "hello").send(&app).await;
        assert_eq!(fields(&answer), (200, vec!["private"], vec![]), "{path}");
    }
    let answer = Call::get("/").send(&app).await;
    assert_eq!(fields(&answer), (401, vec!["no-store"], vec![]));
}
