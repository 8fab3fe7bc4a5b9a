//! The scope of a challenge (RFC 6750 section 3), which is that of all guards on the way.

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Router, routing::get};
use httpauth::{
    AsScope, AuthError, CurrentUser, ProtectedResource, get_user_roles, guard, login_required,
    permission, protected_resource, token_auth, verify_token,
};
use httpauth_tests::Call;

#[token_auth]
struct Auth;

/// An object without a resource, whose roles strangers are not told of.
#[token_auth]
struct Plain;

#[protected_resource]
fn resource() -> ProtectedResource {
    ProtectedResource::new("https://a.example/", "https://b.example")
}

/// A token is the names of its roles.
#[verify_token(auth = [Auth, Plain])]
fn verify_token(token: &str) -> Option<String> {
    (token != "wrong").then(|| token.to_owned())
}

#[get_user_roles(auth = [Auth, Plain])]
fn get_user_roles(user: &str) -> Vec<Role> {
    user.split(',').map(|role| Role(role.to_owned())).collect()
}

#[derive(Clone, PartialEq)]
struct Role(String);

impl PartialEq<&str> for Role {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// A role that is not text.
#[derive(Clone, Copy)]
enum Typed {
    Writer,
    Admin,
}

impl PartialEq<Typed> for Role {
    fn eq(&self, other: &Typed) -> bool {
        self.0
            == match other {
                Typed::Writer => "write",
                Typed::Admin => "admin",
            }
    }
}

impl AsScope for Typed {
    fn as_scope(&self) -> Option<&str> {
        match self {
            Self::Writer => Some("todos:write"),
            Self::Admin => None,
        }
    }
}

#[permission]
fn never(_: &String) -> bool {
    false
}

#[login_required(role = "read")]
struct Readers;

#[login_required(role = ["offline_access", "write"])]
struct Refreshed;

#[login_required(role = "write")]
async fn write() {}

#[login_required(auth = Plain, role = "write")]
async fn plain() {}

#[login_required(role = [Typed::Admin, Typed::Writer])]
async fn typed() {}

#[login_required(role = Typed::Admin)]
async fn admins() {}

const TEXT: &str = "constant";

#[login_required(role = [["admin", permission(never)], [TEXT, "other"]])]
async fn partly() {}

#[login_required(role = "write", permission = never)]
async fn permitted() {}

#[login_required(policy = Readers, role = "write")]
struct Built;

#[login_required(policy = Built)]
async fn built() {}

#[login_required]
async fn own() -> AuthError {
    AuthError::forbidden()
}

#[login_required(role = "read")]
async fn tool(user: CurrentUser<String>) -> AuthError {
    match user.as_str() {
        "read,odd" => AuthError::forbidden().with_scope("\"odd\""),
        "read,old" => AuthError::unauthorized().with_scope("new"),
        _ => AuthError::forbidden()
            .with_scope("tool read other")
            .because("too little"),
    }
}

/// Refuses after its rule has let the user in.
#[login_required(role = "write")]
async fn late(user: CurrentUser<String>) -> AuthError {
    match user.as_str() {
        "read,write" => AuthError::forbidden(),
        _ => AuthError::forbidden().with_scope("tool"),
    }
}

#[login_required(role = "read")]
async fn middleware(_user: CurrentUser<String>, request: Request, next: Next) -> Response {
    next.run(request).await
}

fn routes() -> Router {
    Router::new()
        .route("/write", get(write))
        .route("/plain", get(plain))
        .route("/typed", get(typed))
        .route("/admins", get(admins))
        .route("/partly", get(partly))
        .route("/permitted", get(permitted))
        .route("/built", get(built))
        .route("/own", get(own))
        .route("/tool", get(tool))
        .route("/late", get(late))
}

/// Returns the challenge without its realm and its metadata, to a token or to a request without one.
async fn challenge(app: &Router, path: &str, token: Option<&str>) -> String {
    let call = Call::get(path);
    let answer = match token {
        Some(token) => call.bearer(token).send(app).await,
        None => call.send(app).await,
    };
    let challenges = answer.challenges();
    let [challenge] = challenges.as_slice() else {
        panic!("{path} {token:?}: {answer:?}");
    };
    let metadata =
        r#", resource_metadata="https://a.example/.well-known/oauth-protected-resource""#;
    let rest = challenge
        .strip_prefix(r#"Bearer realm="Authentication Required""#)
        .unwrap();
    let rest = rest
        .strip_suffix(metadata)
        .or((path == "/plain").then_some(rest));
    format!(
        "{} {}",
        answer.status.as_u16(),
        rest.unwrap().trim_start_matches(", ")
    )
}

const FORBIDDEN: &str = r#"403 error="insufficient_scope""#;

/// Asserts the scope of a 403, of a 401 with a wrong token, and of a 401 without one.
async fn assert_scopes(app: &Router, path: &str, token: &str, forbidden: &str, missing: &str) {
    let scope = |scope: &str| match scope {
        "" => String::new(),
        scope => format!(", scope=\"{scope}\""),
    };
    let expected = format!("{FORBIDDEN}{}", scope(forbidden));
    assert_eq!(challenge(app, path, Some(token)).await, expected, "{path}");
    let missing = scope(missing);
    let expected = format!(r#"401 error="invalid_token"{missing}"#);
    assert_eq!(
        challenge(app, path, Some("wrong")).await,
        expected,
        "{path}"
    );
    let expected = format!("401 {}", missing.trim_start_matches(", "));
    assert_eq!(challenge(app, path, None).await, expected, "{path}");
}

#[tokio::test]
async fn the_scope_of_one_rule() {
    let app = routes();
    for (path, scope) in [
        ("/write", "write"),
        ("/typed", "todos:write"),
        ("/admins", ""),
        ("/partly", "constant other"),
        ("/permitted", ""),
        ("/built", "read write"),
    ] {
        assert_scopes(&app, path, "none", scope, scope).await;
    }
    // Half of what a built policy asks for needs the other half too.
    assert_scopes(&app, "/built", "read", "read write", "read write").await;
    // A permission that fails is not a matter of scopes, which the user may have.
    assert_scopes(&app, "/permitted", "write", "", "").await;
    assert_scopes(&app, "/own", "none", "", "").await;
    assert_scopes(&app, "/plain", "none", "write", "").await;
}

/// The client that was told of the inner scope alone got a token that the outer guard refused.
#[tokio::test]
async fn case_144_the_scopes_of_all_guards() {
    for app in [
        routes().layer(guard(Readers)),
        routes().layer(from_fn(middleware)),
        routes().layer(guard(Auth)).layer(guard(Readers)),
    ] {
        for (path, forbidden) in [
            ("/write", "read write"),
            ("/typed", "read todos:write"),
            ("/permitted", ""),
            ("/built", "read write"),
            ("/own", ""),
            ("/tool", "read tool other"),
        ] {
            let token = if path == "/write" {
                "read"
            } else {
                "read,more"
            };
            let forbidden = match (path, forbidden) {
                ("/tool", scope) => {
                    let challenge = challenge(&app, path, Some(token)).await;
                    let words = r#"error_description="too little""#;
                    assert_eq!(
                        challenge,
                        format!(r#"{FORBIDDEN}, scope="{scope}", {words}"#)
                    );
                    continue;
                }
                (_, scope) => scope,
            };
            assert_scopes(&app, path, token, forbidden, "read").await;
        }
        // What the handler forbids after all is a matter of scopes only if it says so.
        let late = challenge(&app, "/late", Some("read,write")).await;
        assert_eq!(late, FORBIDDEN);
        let late = challenge(&app, "/late", Some("read,write,x")).await;
        assert_eq!(late, format!(r#"{FORBIDDEN}, scope="read write tool""#));
    }
    let app = routes().layer(guard(Refreshed)).layer(guard(Readers));
    assert_scopes(&app, "/write", "none", "read", "read").await;
    let twice = routes().layer(guard(Readers)).layer(guard(Readers));
    assert_scopes(&twice, "/write", "read", "read write", "read").await;
    let rest = challenge(&app, "/write", Some("read,offline_access")).await;
    assert_eq!(rest, format!(r#"{FORBIDDEN}, scope="read write""#));
}

/// What the application names beside the rule, and text that is not a scope.
#[tokio::test]
async fn the_scope_that_the_application_names() {
    let app = routes();
    for (token, expected) in [
        (
            "read",
            format!(r#"{FORBIDDEN}, scope="read tool other", error_description="too little""#),
        ),
        ("read,odd", format!(r#"{FORBIDDEN}, scope="read""#)),
        (
            "read,old",
            r#"401 error="invalid_token", scope="read new""#.to_owned(),
        ),
    ] {
        assert_eq!(
            challenge(&app, "/tool", Some(token)).await,
            expected,
            "{token}"
        );
    }
}
