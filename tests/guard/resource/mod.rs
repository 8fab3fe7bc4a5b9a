//! Protected resources of OAuth: what their challenges name, and the document that they point to.

mod document;
mod scopes;

use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    Authenticator, CurrentUser, ProtectedResource, Reason, basic_auth, login_required, multi_auth,
    protected_resource, token_auth, verify_password, verify_token,
};
use httpauth_tests::{Call, basic};

#[token_auth]
struct Auth;

/// A token of another scheme, which no `error` and no `scope` belong to.
#[token_auth(scheme = "DPoP")]
struct Dpop;

#[basic_auth]
struct Basic;

#[multi_auth(Auth, Basic)]
struct Multi;

/// The metadata of the tenant that a field names, and nobody's without one.
#[protected_resource(auth = [Auth, Dpop])]
async fn resource(headers: HeaderMap) -> Result<ProtectedResource, StatusCode> {
    let tenant = headers
        .get("x-tenant")
        .and_then(|tenant| tenant.to_str().ok());
    match tenant {
        Some("broken") => Ok(ProtectedResource::new(
            "https://a.example/\"",
            "https://b.example",
        )),
        Some("no server") => Ok(ProtectedResource::new("https://a.example", "b.example")),
        Some("gone") => Err(StatusCode::GONE),
        tenant => {
            let resource = format!("https://a.example/{}", tenant.unwrap_or_default());
            Ok(ProtectedResource::new(resource, "https://b.example"))
        }
    }
}

#[verify_token(auth = [Auth, Dpop])]
fn verify_token(token: &str) -> Option<String> {
    (token == "john's").then(|| "john".to_owned())
}

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Dpop)]
async fn dpop() {}

#[login_required(auth = Multi)]
async fn multi() {}

fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/dpop", get(dpop))
        .route("/multi", get(multi))
}

const AT: &str =
    r#", resource_metadata="https://a.example/.well-known/oauth-protected-resource/red""#;

const REALM: &str = r#" realm="Authentication Required""#;

/// RFC 9728 section 5.1: every 401 names the document, whatever its reason, and whoever the credentials belong to.
#[tokio::test]
async fn every_401_names_the_document() {
    let app = app();
    let plain = format!("Bearer{REALM}{AT}");
    let invalid = format!(r#"Bearer{REALM}, error="invalid_token"{AT}"#);
    let other = basic("john", "hello");
    for (call, reason, challenge) in [
        (Call::get("/"), Reason::Missing, &plain),
        (
            Call::get("/").authorization("Bearer"),
            Reason::Missing,
            &plain,
        ),
        (
            Call::get("/").authorization(&other),
            Reason::OtherScheme,
            &plain,
        ),
        (Call::get("/").bearer("wrong"), Reason::Invalid, &invalid),
        (Call::get("/").bearer("a b"), Reason::Malformed, &invalid),
    ] {
        let answer = call.header("X-Tenant", "red").send(&app).await;
        answer.assert_refused(reason, &[challenge]);
    }
    let twice = Call::get("/").bearer("a").bearer("b");
    let answer = twice.header("X-Tenant", "red").send(&app).await;
    answer.assert_refused(Reason::Repeated, &[&format!("Bearer{REALM}")]);
    let dpop = Call::get("/dpop")
        .header("X-Tenant", "red")
        .send(&app)
        .await;
    dpop.assert_refused(Reason::Missing, &[&format!("DPoP{REALM}{AT}")]);
    let multi = Call::get("/multi")
        .header("X-Tenant", "red")
        .send(&app)
        .await;
    let basic = format!("Basic{REALM}, charset=\"UTF-8\"");
    multi.assert_refused(Reason::Missing, &[&plain, &basic]);
    let john = Call::get("/").bearer("john's").send(&app).await;
    john.assert_ok("john");
}

/// A callback that fails is its own answer, and metadata that no challenge can hold is a 500. Neither is a 401.
#[tokio::test]
async fn case_143_a_resource_without_metadata() {
    let app = app();
    for (tenant, status, body) in [
        ("gone", StatusCode::GONE, ""),
        (
            "broken",
            StatusCode::INTERNAL_SERVER_ERROR,
            "Internal Server Error",
        ),
        (
            "no server",
            StatusCode::INTERNAL_SERVER_ERROR,
            "Internal Server Error",
        ),
    ] {
        for path in ["/", "/multi"] {
            let answer = Call::get(path).header("X-Tenant", tenant).send(&app).await;
            answer.assert_own(status, body);
            assert_eq!(answer.values("cache-control"), ["no-store"], "{tenant}");
        }
        let john = Call::get("/").bearer("john's").header("X-Tenant", tenant);
        john.send(&app).await.assert_ok("john");
    }
}

#[test]
fn the_registry_has_the_slot() {
    let slots = Auth::REGISTRY.slots().iter();
    let names: Vec<_> = slots.map(httpauth::registry::Slot::name).collect();
    let all = [
        "verify_token",
        "realm",
        "protected_resource",
        "get_user_roles",
        "error_handler",
    ];
    assert_eq!(names, all);
    let registry = Auth::REGISTRY.to_string();
    assert!(registry.contains("guard::resource::resource"), "{registry}");
}
