//! A realm for each request. The tenants of one program are told apart by `Host`, or by the path.

mod any_realm;
mod digest;
mod nested;

use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::header::{AUTHORIZATION, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_request;
use axum::{Router, routing::get};
use httpauth::{
    AuthError, Authenticator, CurrentUser, Reason, basic_auth, digest_auth, error_handler,
    get_password, get_user_roles, guard, login_required, multi_auth, realm, testing, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::digest::{Challenge, Credentials, hash, info};
use httpauth_tests::{Call, Seen, basic};
use proptest::prelude::*;
use tower::util::MapRequestLayer;

use crate::settings::Log;

#[basic_auth(state = Seen)]
struct Basic;

#[digest_auth(algorithm = "SHA-256", ha1, state = Seen)]
struct Digest;

#[token_auth(state = Seen)]
struct Bearer;

#[multi_auth(Digest, Basic, Bearer)]
struct Multi;

/// The tenant of a request, which the path names, or else its `Host`.
struct Tenant(String);

impl<S: Send + Sync> FromRequestParts<S> for Tenant {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let path = RawPathParams::from_request_parts(parts, state).await;
        let path = path.ok().and_then(|params| {
            let mut params = params.iter();
            params.find_map(|(name, value)| (name == "tenant").then(|| value.to_owned()))
        });
        let host = parts.headers.get(HOST);
        let host = || host.and_then(|host| host.to_str().ok()).map(str::to_owned);
        let tenant = path.or_else(host).unwrap_or_default();
        match tenant.as_str() {
            "red" | "blue" => Ok(Self(tenant)),
            _ => Err(StatusCode::NOT_FOUND),
        }
    }
}

#[realm(auth = [Basic, Digest, Bearer])]
async fn realm(Tenant(tenant): Tenant, headers: HeaderMap, State(seen): State<Seen>) -> String {
    let mut fields = headers.get_all(AUTHORIZATION).iter();
    // What is marked sensitive is left out where headers are printed.
    assert!(fields.all(HeaderValue::is_sensitive));
    seen.record("realm");
    format!("the {tenant} \"team\"")
}

/// Returns the password of john, who is a user of both tenants.
fn password(tenant: &str) -> String {
    format!("{tenant} password")
}

#[verify_password(auth = Basic)]
fn verify_password(
    username: &str,
    given: &str,
    Tenant(tenant): Tenant,
    State(seen): State<Seen>,
) -> bool {
    seen.record("verify");
    username == "john" && given == password(&tenant)
}

#[get_password(auth = Digest)]
fn get_password(username: &str, Tenant(tenant): Tenant) -> Option<String> {
    let realm = format!("the {tenant} \"team\"");
    (username == "john").then(|| Digest::ha1_in(&realm, "john", &password(&tenant)))
}

#[verify_token(auth = Bearer)]
fn verify_token(token: &str, Tenant(tenant): Tenant) -> Option<String> {
    (token == format!("{tenant}-token")).then(|| "john".to_owned())
}

#[get_user_roles(auth = [Basic, Digest, Bearer])]
fn get_user_roles(_: &str) -> Option<&str> {
    None
}

macro_rules! handlers {
    ($($handler:ident, $admin:ident: $auth:ident;)+) => {
        $(
            #[login_required(auth = $auth)]
            async fn $handler(user: CurrentUser<String>) -> String {
                user.0
            }

            #[login_required(auth = $auth, role = "admin")]
            async fn $admin() {}
        )+
    };
}

handlers! {
    basic_index, basic_admin: Basic;
    digest_index, digest_admin: Digest;
    bearer_index, bearer_admin: Bearer;
    multi_index, multi_admin: Multi;
}

/// Returns the routes of both ways to tell tenants apart.
fn app(seen: &Seen) -> Router {
    let routes = || {
        Router::new()
            .route("/basic", get(basic_index))
            .route("/basic/admin", get(basic_admin))
            .route("/digest", get(digest_index))
            .route("/digest/admin", get(digest_admin))
            .route("/bearer", get(bearer_index))
            .route("/bearer/admin", get(bearer_admin))
            .route("/multi", get(multi_index))
            .route("/multi/admin", get(multi_admin))
    };
    let app = routes().nest("/t/{tenant}", routes());
    app.with_state(seen.clone())
}

/// Returns the requests for a path of this tenant, by `Host` and by the path.
fn ways(tenant: &str, path: &str) -> [(Call, String); 2] {
    let nested = format!("/t/{tenant}{path}");
    [
        (
            Call::get(path).header(HOST.as_str(), tenant),
            path.to_owned(),
        ),
        (Call::get(&nested).header(HOST.as_str(), "any"), nested),
    ]
}

const RED: &str = r#"realm="the red \"team\"""#;
const BLUE: &str = r#"realm="the blue \"team\"""#;
const TENANTS: [(&str, &str); 2] = [("red", RED), ("blue", BLUE)];

/// Every reason to refuse comes with the realm of the request, which is asked for once.
#[tokio::test]
async fn a_challenge_names_the_realm_of_the_request() {
    let seen = Seen::default();
    let app = app(&seen);
    for (tenant, realm) in TENANTS {
        let plain = format!(r#"Basic {realm}, charset="UTF-8""#);
        let bearer = format!("Bearer {realm}");
        let invalid = format!(r#"Bearer {realm}, error="invalid_token""#);
        let scope = format!(r#"Bearer {realm}, error="insufficient_scope", scope="admin""#);
        let john = basic("john", &password(tenant));
        let token = format!("Bearer {tenant}-token");
        for (path, field, reason, challenge) in [
            ("/basic", "Basic !", Reason::Malformed, &plain),
            ("/basic", &basic("john", "no"), Reason::Invalid, &plain),
            ("/basic/admin", &john, Reason::Forbidden, &plain),
            ("/bearer", "Basic am9o", Reason::OtherScheme, &bearer),
            ("/bearer", "Bearer no", Reason::Invalid, &invalid),
            ("/bearer/admin", &token, Reason::Forbidden, &scope),
            ("/multi", "Bearer no", Reason::Invalid, &invalid),
            ("/multi", "Basic !", Reason::Malformed, &plain),
        ] {
            for (call, _) in ways(tenant, path) {
                let answer = call.authorization(field).send(&app).await;
                answer.assert_refused(reason, &[challenge]);
                let calls = seen.take().into_iter().filter(|call| call == "realm");
                assert_eq!(calls.count(), 1, "{path} {field}");
            }
        }
        for (path, scheme) in [("/basic", "Basic "), ("/digest", "Digest ")] {
            for (call, _) in ways(tenant, path) {
                let answer = call.send(&app).await;
                answer.assert_refused(Reason::Missing, &answer.challenges());
                let start = format!("{scheme}{realm}, ");
                assert!(answer.challenges()[0].starts_with(&start), "{answer:?}");
                seen.assert(&["realm"]);
            }
        }
    }
}

/// A handler that refuses is answered by the guard, with the realm that was asked for before.
#[tokio::test]
async fn a_refusal_by_the_handler_has_the_realm_of_the_request() {
    #[login_required(auth = Basic)]
    async fn refuses() -> Result<(), AuthError> {
        Err(AuthError::forbidden())
    }

    let seen = Seen::default();
    let app = Router::new().route("/", get(refuses));
    let app = app.with_state(seen.clone());
    let john = Call::get("/").header(HOST.as_str(), "red");
    let answer = john.basic("john", "red password").send(&app).await;
    let red = format!(r#"Basic {RED}, charset="UTF-8""#);
    answer.assert_refused(Reason::Forbidden, &[&red]);
    seen.assert(&["realm", "verify"]);
}

/// All members challenge with the realm that their own callback returns.
#[tokio::test]
async fn a_multi_object_asks_each_member() {
    let seen = Seen::default();
    let app = app(&seen);
    for (call, _) in ways("red", "/multi") {
        let answer = call.send(&app).await;
        let schemes = ["Digest", "Basic", "Bearer"];
        for (challenge, scheme) in answer.challenges().iter().zip(schemes) {
            assert!(
                challenge.starts_with(&format!("{scheme} {RED}")),
                "{challenge}"
            );
        }
        assert_eq!(answer.challenges().len(), 3);
        seen.assert(&["realm"; 3]);
    }
}

#[tokio::test]
async fn case_136_a_user_gets_in_with_the_credentials_of_the_tenant_alone() {
    let seen = Seen::default();
    let app = app(&seen);
    for (tenant, _) in TENANTS {
        for other in ["red", "blue"] {
            let john = basic("john", &password(other));
            let token = format!("Bearer {other}-token");
            for (path, field) in [("/basic", &john), ("/bearer", &token), ("/multi", &john)] {
                for (call, _) in ways(tenant, path) {
                    let answer = call.authorization(field).send(&app).await;
                    let expected = if tenant == other { 200 } else { 401 };
                    assert_eq!(answer.status, expected, "{path} of {tenant}: {field}");
                }
            }
        }
    }
}

/// An unknown tenant is the rejection of the callback's extractor, before any other callback is asked.
#[tokio::test]
async fn an_unknown_tenant_is_the_callbacks_own_answer() {
    let seen = Seen::default();
    let app = app(&seen);
    for path in ["/basic", "/digest", "/bearer", "/multi"] {
        for (call, _) in ways("green", path) {
            let answer = call.basic("john", "green password").send(&app).await;
            answer.assert_own(StatusCode::NOT_FOUND, "");
        }
    }
    seen.assert(&[]);
}

#[test]
fn the_registry_shows_the_callback() {
    let registry = Basic::REGISTRY;
    assert_eq!(registry.realm(), "guard::tenants::realm");
    let slot = registry.slots().iter().find(|slot| slot.name() == "realm");
    let callback = slot.and_then(httpauth::registry::Slot::callback);
    assert_eq!(callback.unwrap().function(), "guard::tenants::realm");
}
