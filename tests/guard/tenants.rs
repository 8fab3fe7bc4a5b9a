//! A realm for each request. The tenants of one program are told apart by `Host`, or by the path.

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

/// All members challenge with the realm that their own callback answers.
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

/// Returns the challenge to a request of this tenant, and credentials that are right for it.
async fn challenged(app: &Router, tenant: &str, way: usize) -> (Challenge, Credentials) {
    let [(call, target), _] = rotated(ways(tenant, "/digest"), way);
    let challenge = Challenge::of(&call.send(app).await, "SHA-256");
    let credentials = Credentials::new(&challenge, "john", password(tenant), target);
    (challenge, credentials)
}

fn rotated<T>(mut pair: [T; 2], by: usize) -> [T; 2] {
    pair.rotate_left(by);
    pair
}

/// Returns the answer to these credentials at the tenant's route.
async fn sent(
    app: &Router,
    tenant: &str,
    way: usize,
    credentials: &Credentials,
) -> httpauth_tests::Answer {
    let [(call, _), _] = rotated(ways(tenant, "/digest"), way);
    call.authorization(credentials.header()).send(app).await
}

/// Digest hashes the realm of the request, by `Host` and by the path, and proves itself over it.
#[tokio::test]
async fn digest_proves_a_password_of_the_realm() {
    let seen = Seen::default();
    let app = app(&seen);
    for (tenant, _) in TENANTS {
        for way in [0, 1] {
            let (challenge, john) = challenged(&app, tenant, way).await;
            let realm = format!("the {tenant} \"team\"");
            assert_eq!(challenge.get("realm"), Some(&*realm));
            let answer = sent(&app, tenant, way, &john).await;
            answer.assert_ok("john");
            assert_eq!(info(&answer, "rspauth"), Some(john.rspauth()));
            let stranger = Credentials::new(&challenge, "john", "no", john.get("uri"));
            let answer = sent(&app, tenant, way, &stranger).await;
            assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
            // A response over the other tenant's HA1 is no better.
            let other = john.set("realm", "the other \"team\"").sign();
            let answer = sent(&app, tenant, way, &other).await;
            assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
        }
    }
    let parts: [&[u8]; 3] = [b"john", b"the red \"team\"", b"hello"];
    assert_eq!(
        Digest::ha1_in("the red \"team\"", "john", "hello"),
        hash("SHA-256", &parts)
    );
}

/// Tenants by `Host` have one target, so nothing but the realm keeps their credentials apart.
#[tokio::test]
async fn case_136_digest_credentials_of_one_tenant_are_none_of_the_others() {
    let seen = Seen::default();
    let app = app(&seen);
    let (red, replayed) = challenged(&app, "red", 0).await;
    let (blue, _) = challenged(&app, "blue", 0).await;
    assert_ne!(red.get("opaque"), blue.get("opaque"));
    let answer = sent(&app, "blue", 0, &replayed).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
    // Here the client knows the password, so that the nonce or the opaque alone is of the other realm.
    let john = Credentials::new(&blue, "john", password("blue"), "/digest");
    let of_red = |name| red.get(name).unwrap();
    let foreign = john.set("opaque", of_red("opaque")).sign();
    let answer = sent(&app, "blue", 0, &foreign).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
    let foreign = john.set("nonce", of_red("nonce")).sign();
    let answer = sent(&app, "blue", 0, &foreign).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Stale);
    sent(&app, "blue", 0, &john).await.assert_ok("john");
    sent(&app, "red", 0, &replayed).await.assert_ok("john");
}

/// Returns a layer that makes every request one of the tenant blue.
fn to_blue() -> impl Fn(Request) -> std::future::Ready<Request> + Clone {
    |mut request: Request| {
        let blue = HeaderValue::from_static("blue");
        request.headers_mut().insert(HOST, blue);
        std::future::ready(request)
    }
}

/// A layer between two guards may make the request another tenant's. Then the inner guard judges for itself.
#[tokio::test]
async fn case_136_the_grant_of_an_outer_guard_is_of_its_realm() {
    let seen = Seen::default();
    let guarded = |auth| app(&seen).layer(guard(auth).with_state(seen.clone()));
    let john = |tenant| {
        Call::get("/basic")
            .header(HOST.as_str(), tenant)
            .basic("john", "red password")
    };
    john("red").send(&guarded(Basic)).await.assert_ok("john");
    seen.assert(&["realm", "verify", "realm"]);
    let app = app(&seen).layer(map_request(to_blue()));
    let app = app.layer(guard(Basic).with_state(seen.clone()));
    let answer = john("red").send(&app).await;
    let blue = format!(r#"Basic {BLUE}, charset="UTF-8""#);
    answer.assert_refused(Reason::Invalid, &[&blue]);
    seen.assert(&["realm", "verify", "realm", "verify"]);
}

/// The layer that logs in for a test knows no realm, and its user gets in as any tenant's.
#[tokio::test]
async fn a_test_logs_in_to_any_tenant() {
    let seen = Seen::default();
    let app = app(&seen).layer(testing::login(Basic, "susan".to_owned()));
    for (tenant, _) in TENANTS {
        for (call, _) in ways(tenant, "/basic") {
            call.send(&app).await.assert_ok("susan");
        }
    }
}

/// A request that the multi object itself refuses asks no member for a user. Its challenges are those of its own realm
/// all the same, and not of the outer guard's.
#[tokio::test]
async fn the_challenge_of_an_inner_guard_is_of_its_realm() {
    #[login_required(auth = Multi, optional)]
    struct Anybody;

    let seen = Seen::default();
    let twice = MapRequestLayer::new(|mut request: Request| {
        let field = HeaderValue::from_static("Bearer x");
        request.headers_mut().append("authorization", field.clone());
        request.headers_mut().append("authorization", field);
        request
    });
    let app = app(&seen).layer(twice).layer(map_request(to_blue()));
    let app = app.layer(guard(Anybody).with_state(seen.clone()));
    let answer = Call::get("/multi")
        .header(HOST.as_str(), "red")
        .send(&app)
        .await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Repeated);
    for challenge in answer.challenges() {
        assert!(challenge.contains(BLUE), "{challenge}");
    }
}

#[test]
fn the_registry_shows_the_callback() {
    let registry = Basic::REGISTRY;
    assert_eq!(registry.realm(), "guard::tenants::realm");
    let slot = registry.slots().iter().find(|slot| slot.name() == "realm");
    let callback = slot.and_then(httpauth::registry::Slot::callback);
    assert_eq!(callback.unwrap().function(), "guard::tenants::realm");
}

/// The realm is what the field `x-realm` says.
mod any_realm {
    use super::*;

    #[digest_auth(algorithm = "SHA-256")]
    struct Auth;

    #[realm]
    fn realm(parts: Parts) -> Result<String, StatusCode> {
        let realm = parts.headers.get("x-realm");
        let realm = realm.and_then(|realm| str::from_utf8(realm.as_bytes()).ok());
        realm.map(str::to_owned).ok_or(StatusCode::BAD_REQUEST)
    }

    #[get_password]
    fn get_password(_: &str) -> Option<&'static str> {
        Some("hello")
    }

    #[error_handler]
    fn error_handler(error: &AuthError) -> String {
        format!("{:?} {:?}", error.reason(), error.challenges())
    }

    #[login_required]
    async fn index() {}

    async fn ask(realm: &[u8], credentials: Option<&Credentials>) -> httpauth_tests::Answer {
        let app: Router = Router::new().route("/", get(index));
        let mut call = Call::get("/").header("x-realm", realm);
        if let Some(credentials) = credentials {
            call = call.authorization(credentials.header());
        }
        call.send(&app).await
    }

    proptest! {
        /// No nonce of a realm passes in another one, whatever else of the other realm comes with it.
        #[test]
        fn case_57_no_nonce_passes_in_another_realm(one in "[ -~]{0,12}", other in "[ -~]{0,12}") {
            // A field has no spaces around its value.
            let (one, other) = (one.trim(), other.trim());
            prop_assume!(one != other);
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(async {
                let of_one = Challenge::of(&ask(one.as_bytes(), None).await, "SHA-256");
                let of_other = Challenge::of(&ask(other.as_bytes(), None).await, "SHA-256");
                let john = Credentials::new(&of_other, "john", "hello", "/");
                let foreign = john.set("nonce", of_one.get("nonce").unwrap()).sign();
                let answer = ask(other.as_bytes(), Some(&foreign)).await;
                assert_eq!(answer.error().map(AuthError::reason), Some(Reason::Stale));
                let realm = Challenge::of(&answer, "SHA-256");
                assert_eq!(realm.get("realm"), Some(other));
                let own = ask(other.as_bytes(), Some(&john)).await;
                assert_eq!(own.status, 200);
            });
        }
    }

    /// A text that cannot stand in the challenge is a 500, whatever the credentials, and none of it is logged.
    #[tokio::test]
    async fn case_21_a_realm_that_is_none_is_a_500_and_one_line_is_logged() {
        let (log, subscriber) = Log::subscriber();
        let _guard = tracing::subscriber::set_default(subscriber);
        let challenge = Challenge::of(&ask(b"a", None).await, "SHA-256");
        let john = Credentials::new(&challenge, "john", "hello", "/");
        for (realm, credentials) in [
            ("caf\u{e9}", None),
            ("a\tb", None),
            ("caf\u{e9}", Some(&john)),
        ] {
            let answer = ask(realm.as_bytes(), credentials).await;
            answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
            let log = log.take();
            let line = "object=\"guard::tenants::any_realm::Auth\" setting=\"realm\" \
                        problem=\"a realm is made of printable ASCII characters\"";
            assert!(log.contains(line), "{log}");
            assert_eq!(log.lines().count(), 1, "{log}");
            assert!(!log.contains(realm), "{log}");
        }
    }

    /// The error handler sees the challenges of the request's realm.
    #[tokio::test]
    async fn an_error_handler_has_the_realm_of_the_request() {
        let answer = ask(b"here", None).await;
        assert_eq!(answer.status, 401);
        assert!(
            answer.body.contains(r#"Missing ["Digest realm=\"here\", "#),
            "{}",
            answer.body
        );
    }
}
