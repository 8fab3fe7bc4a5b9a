//! The events and the counter of the guards. Each refused request has one of each, and an admitted one is only counted.

mod forwarded;
mod lines;
mod page;
mod throttle;

use axum::extract::Extension;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    AuthError, CurrentUser, basic_auth, digest_auth, error_handler, generate_opaque, get_password,
    get_user_roles, guard, login_required, multi_auth, token_auth, verify_password, verify_token,
};
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};

use lines::lines;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> Result<bool, StatusCode> {
    match username {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(password == "hello"),
    }
}

#[get_user_roles]
fn get_user_roles(username: &str) -> Result<String, StatusCode> {
    match username {
        "hidden" => Err(StatusCode::NOT_FOUND),
        _ => Ok(username.to_owned()),
    }
}

#[login_required]
async fn index(_: CurrentUser<String>) {}

#[login_required(optional)]
async fn public(_: Option<CurrentUser<String>>) {}

#[login_required]
async fn own() -> Result<(), AuthError> {
    Err(AuthError::forbidden())
}

#[login_required(role = ["admin", ["user", "writer"]])]
async fn admin() {}

#[login_required(role = "admin")]
struct AdminsOnly;

/// Its callback has an extractor that always rejects.
#[token_auth]
struct Bearer;

#[verify_token(auth = Bearer)]
fn verify_token(_: &str, _: Extension<u8>) -> bool {
    true
}

#[login_required(auth = Bearer)]
async fn bearer() {}

#[token_auth(header = "X-Key", scheme = "Key")]
struct Key1;

#[verify_token(auth = Key1)]
fn verify_key(_: &str) -> Option<String> {
    None
}

#[error_handler(auth = Key1)]
fn say_nothing(_: AuthError) -> StatusCode {
    StatusCode::NOT_FOUND
}

#[multi_auth(Auth, Key1)]
struct Inner;

#[multi_auth(Digest, Inner)]
struct Multi;

#[login_required(auth = Multi)]
async fn multi() {}

#[digest_auth(algorithm = "SHA-256")]
struct Digest;

#[get_password(auth = Digest)]
fn get_password(_: &str) -> Option<&'static str> {
    Some("hello")
}

#[login_required(auth = Digest)]
async fn digest() {}

/// It has no challenge.
#[digest_auth]
struct Dumb;

#[get_password(auth = Dumb)]
fn no_password(_: &str) -> Option<String> {
    None
}

#[generate_opaque(auth = Dumb)]
fn generate_opaque() -> Result<String, StatusCode> {
    Err(StatusCode::BAD_GATEWAY)
}

#[httpauth::verify_opaque(auth = Dumb)]
fn verify_opaque(_: &str) -> bool {
    false
}

#[login_required(auth = Dumb)]
async fn dumb() {}

fn app() -> Router {
    let nested = Router::new()
        .route("/nested", get(admin))
        .layer(guard(AdminsOnly))
        .layer(guard(Auth));
    Router::new()
        .route("/", get(index))
        .route("/public", get(public))
        .route("/own", get(own))
        .route("/admin", get(admin))
        .route("/bearer", get(bearer))
        .route("/multi", get(multi))
        .route("/digest", get(digest))
        .route("/dumb", get(dumb))
        .merge(nested)
}

/// Asserts of each request that it has this one event and this one count.
async fn assert_refused(refused: impl IntoIterator<Item = (Call, String, &str)>) {
    for (call, event, count) in refused {
        let (log, counts) = lines(&app(), call).await;
        assert_eq!(log, [event]);
        assert_eq!(counts, [format!("httpauth_decisions_total {count}: 1")]);
    }
}

const REFUSED: &str = "httpauth.refused message=a guard refused a request";
const ANSWERED: &str = "INFO httpauth.answered message=a callback refused a request";
const FAILED: &str = "WARN httpauth.failed message=a callback failed";

#[tokio::test]
async fn a_refusal_is_one_event_and_one_count() {
    let index = "object=Auth scheme=Basic policy=index";
    let rule = r#"object=Auth scheme=Basic policy=admin rule=["admin", ["user", "writer"]]"#;
    assert_refused([
        (
            Call::get("/"),
            format!("DEBUG {REFUSED} {index} reason=missing status=401"),
            "Auth,refused,missing",
        ),
        (
            Call::get("/").basic("john", "wrong"),
            format!("INFO {REFUSED} {index} reason=invalid status=401"),
            "Auth,refused,invalid",
        ),
        (
            Call::get("/").basic("john", "hello").bearer("token"),
            format!("INFO {REFUSED} {index} reason=repeated status=400"),
            "Auth,refused,repeated",
        ),
        (
            Call::get("/admin").basic("john", "hello"),
            format!("INFO {REFUSED} {rule} reason=forbidden status=403"),
            "Auth,refused,forbidden",
        ),
    ])
    .await;
}

/// A callback's own response is not the guard's refusal. A server error is louder than an answer such as 404.
#[tokio::test]
async fn a_failed_callback_is_one_event_and_one_count() {
    let rule = r#"object=Auth scheme=Basic policy=admin rule=["admin", ["user", "writer"]]"#;
    assert_refused([
        (
            Call::get("/").basic("down", "hello"),
            format!("{FAILED} object=Auth scheme=Basic policy=index status=503"),
            "Auth,failed,503",
        ),
        (
            Call::get("/admin").basic("hidden", "hello"),
            format!("{ANSWERED} {rule} status=404"),
            "Auth,answered,404",
        ),
        // The rejection of a callback's extractor.
        (
            Call::get("/bearer").bearer("token"),
            format!("{FAILED} object=Bearer scheme=Bearer policy=bearer status=500"),
            "Bearer,failed,500",
        ),
        // A challenge that cannot be made.
        (
            Call::get("/dumb"),
            format!("{FAILED} object=Dumb scheme=Digest policy=dumb status=502"),
            "Dumb,failed,502",
        ),
    ])
    .await;
}

/// The event of a multi object names the member that refused, within nested objects too. The counter has the object.
#[tokio::test]
async fn a_member_is_named() {
    let refused = |level, of: &str, reason, status| {
        format!("{level} {REFUSED} object=Multi {of} policy=multi reason={reason} status={status}")
    };
    let call = || Call::get("/multi");
    assert_refused([
        (
            call(),
            refused("DEBUG", "scheme=Multi", "missing", 401),
            "Multi,refused,missing",
        ),
        (
            call().basic("john", "wrong"),
            refused("INFO", "member=Auth scheme=Basic", "invalid", 401),
            "Multi,refused,invalid",
        ),
        // Its error handler answers 404, and the reason stays.
        (
            call().header("x-key", "wrong"),
            refused("INFO", "member=Key1 scheme=Key", "invalid", 404),
            "Multi,refused,invalid",
        ),
        (
            call().authorization("Digest username=\"john\""),
            refused("INFO", "member=Digest scheme=Digest", "malformed", 401),
            "Multi,refused,malformed",
        ),
    ])
    .await;
}

/// Whichever of the nested guards refuses, or a handler behind one, the event is one, and names the policy.
#[tokio::test]
async fn nested_guards_and_handlers_report_once() {
    let event = "object=Auth scheme=Basic policy=Auth reason=missing status=401";
    assert_refused([(
        Call::get("/nested"),
        format!("DEBUG {REFUSED} {event}"),
        "Auth,refused,missing",
    )])
    .await;
    for (path, policy) in [("/nested", r#"AdminsOnly rule="admin""#), ("/own", "own")] {
        let (log, counts) = lines(&app(), Call::get(path).basic("john", "hello")).await;
        let event = format!("object=Auth scheme=Basic policy={policy} reason=forbidden status=403");
        assert_eq!(log, [format!("INFO {REFUSED} {event}")]);
        // Each guard that is come to has decided once.
        let counted = [
            "httpauth_decisions_total Auth,accepted,: 1",
            "httpauth_decisions_total Auth,refused,forbidden: 1",
        ];
        assert_eq!(counts, counted);
    }
}

/// A right response over a nonce that is stale is as usual as no credentials.
#[tokio::test]
async fn a_stale_nonce_is_at_debug() {
    let app = app();
    let challenge = Challenge::of(&Call::get("/digest").send(&app).await, "SHA-256");
    let john = Credentials::new(&challenge, "john", "hello", "/digest");
    let stale = john.set("nonce", "A".repeat(40)).sign();
    assert_refused([(
        Call::get("/digest").authorization(stale.header()),
        format!(
            "DEBUG {REFUSED} object=Digest scheme=Digest policy=digest reason=stale status=401"
        ),
        "Digest,refused,stale",
    )])
    .await;
}

#[tokio::test]
async fn an_admitted_request_is_counted_and_not_logged() {
    for (call, outcome) in [
        (Call::get("/").basic("john", "hello"), "accepted"),
        (Call::get("/public").basic("john", "hello"), "accepted"),
        (Call::get("/public"), "anonymous"),
    ] {
        let (log, counts) = lines(&app(), call).await;
        assert_eq!(log, [""; 0]);
        let count = format!("httpauth_decisions_total Auth,{outcome},: 1");
        assert_eq!(counts, [count]);
    }
}
