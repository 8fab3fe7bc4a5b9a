//! The feature `testing`, by which a layer logs users in and requests get credentials.

use axum::http::header::AUTHORIZATION;
use axum::http::{Request, StatusCode};
use axum::{Router, body::Body, routing::get};
use httpauth::{
    CurrentUser, Reason, basic_auth, digest_auth, get_password, get_user_roles, guard,
    login_required, multi_auth, testing, token_auth, verify_password, verify_token,
};
use httpauth_tests::{Call, Seen, basic};

use crate::once::{Auth, CHALLENGE, routes};

#[digest_auth(realm = "D")]
struct Digest;

#[token_auth(realm = "T", header = "X-API-Key", scheme = "ApiKey")]
struct Key;

#[basic_auth(realm = "A")]
struct Anybody;

#[multi_auth(Digest, Key)]
struct Both;

/// No login asks for a password.
#[get_password(auth = Digest)]
fn get_password(_: &str) -> Result<Option<(&'static str, String)>, StatusCode> {
    Err(StatusCode::INTERNAL_SERVER_ERROR)
}

#[verify_token(auth = Key)]
fn verify_token(token: &str) -> Result<Option<String>, StatusCode> {
    match token {
        "machine" => Ok(Some(token.to_owned())),
        _ => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

#[verify_password(auth = Anybody, anonymous)]
fn verify_password(_: &str, _: &str) -> Result<bool, StatusCode> {
    Err(StatusCode::INTERNAL_SERVER_ERROR)
}

#[get_user_roles(auth = Digest)]
fn roles_of_people(_: &str) -> &'static str {
    "person"
}

#[get_user_roles(auth = [Key, Anybody])]
fn roles_of_machines(_: &str) -> &'static str {
    "machine"
}

#[login_required(auth = Digest)]
async fn digest(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Key)]
async fn key(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Both)]
async fn both(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Both, role = "machine")]
async fn machines(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Both, optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

#[login_required(auth = Anybody)]
async fn anybody(user: Option<CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

fn app() -> Router {
    Router::new()
        .route("/digest", get(digest))
        .route("/key", get(key))
        .route("/both", get(both))
        .route("/machines", get(machines))
        .route("/optional", get(optional))
        .route("/anybody", get(anybody))
}

/// Returns the statuses of the routes, in this order, for requests without credentials.
async fn statuses(app: &Router) -> [u16; 6] {
    let mut statuses = [0; 6];
    let paths = [
        "/digest",
        "/key",
        "/both",
        "/machines",
        "/optional",
        "/anybody",
    ];
    for (status, path) in statuses.iter_mut().zip(paths) {
        *status = Call::get(path).send(app).await.status.as_u16();
    }
    statuses
}

/// A user of one object is a user of the objects that have it as a member, with the roles of that member.
#[tokio::test]
async fn a_login_counts_for_its_object() {
    let user = || "john".to_owned();
    for (app, expected) in [
        (app(), [401, 401, 401, 401, 200, 500]),
        (
            app().layer(testing::login(Digest, user())),
            [200, 401, 200, 403, 200, 500],
        ),
        (
            app().layer(testing::login(Key, user())),
            [401, 200, 200, 200, 200, 500],
        ),
        (
            app().layer(testing::login(Both, user())),
            [200, 401, 200, 403, 200, 500],
        ),
        (
            app().layer(testing::login(Anybody, user())),
            [401, 401, 401, 401, 200, 200],
        ),
        (
            app().layer(testing::anonymous(Anybody)),
            [401, 401, 401, 401, 200, 200],
        ),
        // A grant without a user is none where a user is needed.
        (
            app().layer(testing::anonymous(Digest)),
            [401, 401, 401, 401, 200, 500],
        ),
    ] {
        assert_eq!(statuses(&app).await, expected);
    }
    let app = app().layer(testing::login(Key, user()));
    for path in ["/key", "/both", "/machines", "/optional"] {
        Call::get(path).send(&app).await.assert_ok("john");
    }
}

/// The guards of handlers and layers ask for the roles, and ask no other callback.
#[tokio::test]
async fn the_verifying_callback_is_not_asked() {
    let seen = Seen::default();
    let routes = || routes().with_state(seen.clone());
    let john = || testing::login(Auth, "john".to_owned());
    let app = routes().layer(john());
    Call::get("/index").send(&app).await.assert_ok("john");
    Call::get("/optional").send(&app).await.assert_ok("john");
    seen.assert(&[]);
    let answer = Call::get("/admin").send(&app).await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
    seen.assert(&["roles"]);
    let app = routes().layer(testing::login(Auth, "admin".to_owned()));
    Call::get("/admin").send(&app).await.assert_ok("admin");
    seen.assert(&["roles"]);
    let app = routes().layer(guard(Auth).with_state(seen.clone()));
    Call::get("/plain")
        .send(&app.layer(john()))
        .await
        .assert_ok("john");
    seen.assert(&[]);
}

/// A test would not notice a guard that is missing, if the layer handed the user over by itself.
#[tokio::test]
async fn a_handler_without_a_guard_gets_no_user() {
    let app = routes().with_state(Seen::default());
    let app = app.layer(testing::login(Auth, "john".to_owned()));
    let answer = Call::get("/plain").send(&app).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
}

/// Credentials of the request's own are judged, and the user of the layer does not stand in for wrong ones.
#[tokio::test]
async fn credentials_are_judged_behind_a_login() {
    let seen = Seen::default();
    let app = routes().with_state(seen.clone());
    let app = app.layer(testing::login(Auth, "john".to_owned()));
    for (credentials, body) in [
        (basic("susan", "hello"), Some("susan")),
        (basic("john", "wrong"), None),
        ("Bearer token".to_owned(), None),
        (String::new(), None),
    ] {
        let call = Call::get("/index").authorization(&credentials);
        let answer = call.send(&app).await;
        assert_eq!(
            answer.status == StatusCode::OK,
            body.is_some(),
            "{credentials:?}"
        );
        assert_eq!(body.unwrap_or(&answer.body), answer.body);
    }
    seen.assert(&["verify susan", "verify john"]);
    let app = self::app().layer(testing::login(Key, "john".to_owned()));
    let call = || Call::get("/both");
    call()
        .header("X-API-Key", "machine")
        .send(&app)
        .await
        .assert_ok("machine");
    let answer = call().header("X-API-Key", "other").send(&app).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let answer = call().authorization("Digest x").send(&app).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

/// The values of the functions are what the schemes read.
#[tokio::test]
async fn credentials_for_requests() {
    #[token_auth]
    struct Bearer;

    #[verify_token(auth = Bearer)]
    fn verify_token(token: &str) -> bool {
        token == "secret"
    }

    #[login_required(auth = Bearer)]
    async fn index() {}

    let seen = Seen::default();
    let app = routes()
        .with_state(seen.clone())
        .route("/bearer", get(index));
    for (path, value, status) in [
        ("/index", testing::basic("j\u{f6}rg:", "hello"), 401),
        ("/index", testing::basic("j\u{f6}rg", "hello"), 200),
        ("/bearer", testing::bearer("secret"), 200),
        ("/bearer", testing::bearer("other"), 401),
    ] {
        assert!(value.is_sensitive(), "{value:?}");
        let call = Call::get(path).authorization(&value);
        assert_eq!(call.send(&app).await.status.as_u16(), status, "{path}");
    }
    seen.assert(&["verify j\u{f6}rg", "verify j\u{f6}rg"]);
    let request = Request::get("/").header(AUTHORIZATION, testing::bearer("secret"));
    let shown = format!("{:?}", request.body(Body::empty()).unwrap());
    assert!(!shown.contains("secret"), "{shown}");
}
