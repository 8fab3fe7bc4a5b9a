//! The document of a protected resource (RFC 9728 section 3).

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::{Router, routing::get};
use httpauth::{
    ProtectedResource, guard, login_required, protected_resource, routing, token_auth, verify_token,
};
use httpauth_tests::{Answer, Call};
use serde_json::{Value, json};

const ROOT: &str = "/.well-known/oauth-protected-resource";

#[token_auth(state = &'static str)]
struct Auth;

/// The resource is the state.
#[protected_resource]
fn resource(State(resource): State<&'static str>) -> ProtectedResource {
    ProtectedResource::new(resource, "https://b.example").scopes_supported(["read", "write"])
}

#[token_auth]
struct Tenants;

#[protected_resource(auth = Tenants)]
fn of_a_tenant(Path(tenant): Path<String>) -> Result<ProtectedResource, StatusCode> {
    if tenant == "green" {
        return Err(StatusCode::GONE);
    }
    let resource = format!("https://a.example/{tenant}/mcp");
    Ok(ProtectedResource::new(resource, "https://b.example"))
}

#[verify_token(auth = [Auth, Tenants])]
fn verify_token(_: &str) -> bool {
    false
}

#[login_required(auth = Tenants)]
async fn mcp() {}

#[track_caller]
fn assert_document(answer: &Answer, resource: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{resource}");
    let document: Value = serde_json::from_str(&answer.body).unwrap();
    let expected = [
        ("resource", json!(resource)),
        ("authorization_servers", json!(["https://b.example"])),
        ("bearer_methods_supported", json!(["header"])),
    ];
    for (member, expected) in expected {
        assert_eq!(document.get(member), Some(&expected), "{member}");
    }
    assert_eq!(answer.values("content-type"), ["application/json"]);
    assert_eq!(answer.values("cache-control"), ["public, max-age=3600"]);
    assert_eq!(answer.values("access-control-allow-origin"), ["*"]);
}

#[track_caller]
fn assert_none(answer: &Answer) {
    answer.assert_own(StatusCode::NOT_FOUND, "");
    assert_eq!(answer.values("cache-control"), ["no-store"]);
    assert_eq!(answer.values("access-control-allow-origin"), ["*"]);
}

/// The document is there, and nowhere else (RFC 9728 section 3.1).
#[tokio::test]
async fn it_is_at_one_place() {
    let all = ["", "/", "/x", "/x/", "/x/y", "/x?k=v", "?k=v", "/%78"]
        .map(|path| format!("{ROOT}{path}"));
    for (resource, path) in [
        ("https://a.example", ""),
        ("https://a.example/", ""),
        ("https://a.example/?k=v", "?k=v"),
        ("https://a.example/x", "/x"),
        ("https://a.example/x/", "/x/"),
        ("https://a.example/x/y", "/x/y"),
        ("https://a.example/x?k=v", "/x?k=v"),
    ] {
        let app = Router::new().merge(Auth::well_known()).with_state(resource);
        for target in &all {
            let answer = Call::get(target).send(&app).await;
            if *target == format!("{ROOT}{path}") {
                assert_document(&answer, resource);
            } else if target.ends_with("resource/") {
                // Not a route at all.
                answer.assert_own(StatusCode::NOT_FOUND, "");
            } else {
                assert_none(&answer);
            }
        }
    }
}

/// The target as it came counts, not what a nested router makes of it.
#[tokio::test]
async fn a_nested_document_is_at_no_place() {
    let inner = Router::new().merge(Auth::well_known());
    let app = Router::new()
        .nest("/api", inner)
        .with_state("https://a.example/x");
    let answer = Call::get(&format!("/api{ROOT}/x")).send(&app).await;
    assert_none(&answer);
}

/// Two objects share a router, each by the path of its resource. The root has the document of one that asks for it.
#[tokio::test]
async fn the_routes_of_several_objects() {
    let app: Router = Router::new()
        .merge(Auth::well_known().at("/x").at_root())
        .with_state("https://a.example/x")
        .merge(Tenants::well_known().at("/{tenant}/mcp"));
    for target in ["", "/x"] {
        let answer = Call::get(&format!("{ROOT}{target}")).send(&app).await;
        assert_document(&answer, "https://a.example/x");
    }
    for tenant in ["red", "blue"] {
        let answer = Call::get(&format!("{ROOT}/{tenant}/mcp")).send(&app).await;
        assert_document(&answer, &format!("https://a.example/{tenant}/mcp"));
    }
    let gone = Call::get(&format!("{ROOT}/green/mcp")).send(&app).await;
    gone.assert_own(StatusCode::GONE, "");
    assert_eq!(gone.values("cache-control"), ["no-store"]);
    Call::get(&format!("{ROOT}/y"))
        .send(&app)
        .await
        .assert_own(StatusCode::NOT_FOUND, "");
    let root = Router::new().merge(Auth::well_known().at("/"));
    let root = root.with_state("https://a.example");
    assert_document(&Call::get(ROOT).send(&root).await, "https://a.example");
}

/// The challenge of a tenant's page names the tenant's document.
#[tokio::test]
async fn the_challenge_leads_to_the_document() {
    let app: Router = Router::new()
        .route("/{tenant}/mcp", get(mcp))
        .merge(Tenants::well_known().at("/{tenant}/mcp"));
    let answer = Call::get("/red/mcp").send(&app).await;
    let challenges = answer.challenges();
    let (_, url) = challenges[0].split_once("resource_metadata=\"").unwrap();
    let url: Uri = url.trim_end_matches('"').parse().unwrap();
    let answer = Call::get(url.path()).send(&app).await;
    assert_document(&answer, "https://a.example/red/mcp");
}

/// It is for anybody and any origin, by `GET` and `HEAD`. A script that sets fields asks first.
#[tokio::test]
async fn its_methods() {
    let app = routing::Router::new()
        .merge(Auth::well_known())
        .with_state("https://a.example/x");
    let call = |method| Call::new(method, &format!("{ROOT}/x"));
    assert_document(&call(Method::GET).send(&app).await, "https://a.example/x");
    let head = call(Method::HEAD).send(&app).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    let preflight = call(Method::OPTIONS).header("Access-Control-Request-Method", "GET");
    let preflight = preflight.send(&app).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    for (name, value) in [("origin", "*"), ("methods", "GET"), ("headers", "*")] {
        let name = format!("access-control-allow-{name}");
        assert_eq!(preflight.values(&name), [value], "{name}");
    }
    let post = call(Method::POST).send(&app).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
}

/// A resource that cannot be one is a 500, with no document.
#[tokio::test]
async fn a_broken_resource() {
    let app = Router::new()
        .merge(Auth::well_known())
        .with_state("a.example/x");
    let answer = Call::get(&format!("{ROOT}/x")).send(&app).await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
    let guarded = Router::new().merge(Auth::well_known().at("/x"));
    let guarded = guarded.layer(guard(Auth).with_state("https://a.example/x"));
    let guarded = guarded.with_state("https://a.example/x");
    let answer = Call::get(&format!("{ROOT}/x")).send(&guarded).await;
    assert_eq!(
        answer.status,
        StatusCode::UNAUTHORIZED,
        "it is routed outside of the guard"
    );
}
