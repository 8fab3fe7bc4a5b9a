//! One authentication a request. A guard takes what a layer of the same auth object has judged.

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, basic_auth, digest_auth, get_password, get_user_roles, guard,
    login_required, verify_password,
};
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Call, Seen};

pub(crate) const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth(state = Seen)]
pub(crate) struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("verify {username}"));
    password == "hello"
}

#[get_user_roles]
fn get_user_roles(username: &str, State(seen): State<Seen>) -> Vec<String> {
    seen.record("roles");
    vec!["user".to_owned(), username.to_owned()]
}

#[login_required(role = "user")]
struct Users;

#[login_required(role = "admin")]
struct Admins;

#[login_required(optional)]
struct Anybody;

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(role = "admin")]
async fn admin(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

/// Answers without a guard of its own.
async fn plain(user: CurrentUser<String>) -> String {
    user.0
}

pub(crate) fn routes() -> Router<Seen> {
    Router::new()
        .route("/index", get(index))
        .route("/admin", get(admin))
        .route("/optional", get(optional))
        .route("/plain", get(plain))
}

/// The rule of each guard is checked, and the credentials once.
#[tokio::test]
async fn the_verifying_callback_is_asked_once() {
    let seen = Seen::default();
    let routes = || routes().with_state(seen.clone());
    let users = || guard(Users).with_state(seen.clone());
    let admins = || guard(Admins).with_state(seen.clone());
    let anybody = || guard(Anybody).with_state(seen.clone());
    let auth = || guard(Auth).with_state(seen.clone());
    let (one, two) = (vec!["verify admin"], vec!["verify admin", "roles"]);
    let three = vec!["verify admin", "roles", "roles"];
    for (app, path, saw) in [
        (routes().layer(auth()), "/index", &one),
        (routes().layer(auth()), "/optional", &one),
        (routes().layer(auth()), "/admin", &two),
        (routes().layer(users()), "/index", &two),
        (routes().layer(users()), "/admin", &three),
        (routes().layer(admins()).layer(users()), "/plain", &three),
        (routes().layer(auth()).layer(admins()), "/plain", &two),
        (routes().layer(auth()).layer(auth()), "/index", &one),
        (routes().layer(anybody()), "/index", &one),
        (routes().layer(anybody()).layer(auth()), "/optional", &one),
    ] {
        let answer = Call::get(path).basic("admin", "hello").send(&app).await;
        answer.assert_ok("admin");
        seen.assert(saw);
    }
}

#[tokio::test]
async fn each_guard_checks_its_own_rule() {
    let seen = Seen::default();
    let routes = || routes().with_state(seen.clone());
    let users = || guard(Users).with_state(seen.clone());
    let admins = || guard(Admins).with_state(seen.clone());
    for (app, path) in [
        (routes().layer(users()), "/admin"),
        (routes().layer(admins()).layer(users()), "/plain"),
    ] {
        let answer = Call::get(path).basic("john", "hello").send(&app).await;
        answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
        seen.assert(&["verify john", "roles", "roles"]);
    }
}

/// An inner guard that needs credentials refuses a request that an outer guard let pass without any.
#[tokio::test]
async fn an_outer_optional_guard_admits_nobody_further_in() {
    let seen = Seen::default();
    let app = routes().layer(guard(Anybody).with_state(seen.clone()));
    let app = app.with_state(seen.clone());
    for path in ["/index", "/admin"] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    }
    let call = Call::get("/optional");
    call.send(&app).await.assert_ok("nobody");
    seen.assert(&[]);
}

mod anonymous {
    use super::*;

    #[basic_auth(state = Seen)]
    struct Auth;

    #[verify_password(anonymous)]
    fn verify_password(username: &str, _: &str, State(seen): State<Seen>) -> bool {
        seen.record(format!("verify {username:?}"));
        true
    }

    #[login_required]
    async fn index(user: Option<CurrentUser<String>>) -> String {
        user.map_or("nobody".to_owned(), |user| user.0)
    }

    /// Requests without credentials are judged once too.
    #[tokio::test]
    async fn an_anonymous_verdict_is_asked_for_once() {
        let seen = Seen::default();
        let app = Router::new()
            .route("/", get(index))
            .with_state(seen.clone())
            .layer(guard(Auth).with_state(seen.clone()));
        Call::get("/").send(&app).await.assert_ok("nobody");
        seen.assert(&[r#"verify """#]);
        let call = Call::get("/").basic("john", "hello");
        call.send(&app).await.assert_ok("john");
        seen.assert(&[r#"verify "john""#]);
    }
}

mod digest {
    use super::*;

    #[digest_auth(realm = "D", state = Seen)]
    struct Auth;

    #[get_password]
    fn get_password(username: &str, State(seen): State<Seen>) -> Option<&'static str> {
        seen.record(format!("password of {username}"));
        Some("hello")
    }

    #[login_required]
    async fn index(user: CurrentUser<String>) -> String {
        user.0
    }

    /// A middleware function, which hands the request on.
    #[login_required]
    async fn middleware(request: Request, next: Next) -> Response {
        next.run(request).await
    }

    /// Any number of guards use one count of the nonce, ask for the password once, and send one `Authentication-Info`.
    #[tokio::test]
    async fn a_nonce_count_is_claimed_once() {
        let seen = Seen::default();
        let routes = || Router::new().route("/", get(index));
        let layer = || guard(Auth).with_state(seen.clone());
        let function = || from_fn_with_state(seen.clone(), middleware);
        for app in [
            routes().layer(layer()),
            routes().layer(layer()).layer(layer()),
            routes().layer(function()),
            routes().layer(layer()).layer(function()),
        ] {
            let app = app.with_state(seen.clone());
            let challenge = Challenge::of(&Call::get("/").send(&app).await, "SHA-256");
            let john = Credentials::new(&challenge, "john", "hello", "/");
            for nc in [1, 2] {
                let call = || Call::get("/").authorization(john.nc(nc).header());
                let answer = call().send(&app).await;
                answer.assert_ok("john");
                assert_eq!(info(&answer, "rspauth"), Some(john.nc(nc).rspauth()));
                seen.assert(&["password of john"]);
                let answer = call().send(&app).await;
                answer.assert_error(Reason::Replayed, &answer.challenges());
                seen.assert(&["password of john"]);
            }
        }
    }
}
