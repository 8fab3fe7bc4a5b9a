//! An empty `opaque` of the program's own. Some clients leave parameters without text out of their credentials.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, digest_auth, generate_opaque, get_password, login_required, verify_opaque,
};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call, Seen};

#[digest_auth(realm = "Own", algorithm = "SHA-256", state = Seen)]
struct Own;

#[get_password(auth = Own)]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

/// Returns the opaque that the request asks for, or an empty one.
#[generate_opaque(auth = Own)]
fn generate_opaque(headers: HeaderMap) -> Result<String, StatusCode> {
    match headers
        .get("x-opaque")
        .map(|opaque| opaque.to_str().unwrap())
    {
        Some("fail") => Err(StatusCode::SERVICE_UNAVAILABLE),
        opaque => Ok(opaque.unwrap_or_default().to_owned()),
    }
}

/// Knows the opaque of the request, and refuses every opaque if the request says so.
#[verify_opaque(auth = Own)]
fn verify_opaque(opaque: &str, headers: HeaderMap, State(seen): State<Seen>) -> bool {
    seen.record(format!("opaque {opaque}"));
    let own = headers
        .get("x-opaque")
        .map_or("", |own| own.to_str().unwrap());
    opaque == own && !headers.contains_key("x-refuse")
}

#[login_required(auth = Own)]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

struct App {
    router: Router,
    seen: Seen,
}

impl App {
    fn new() -> Self {
        let seen = Seen::default();
        let router = Router::new()
            .route("/", get(index))
            .with_state(seen.clone());
        Self { router, seen }
    }

    /// Returns John's credentials with this `opaque`, over a new nonce.
    async fn john(&self, opaque: Option<&str>) -> Credentials {
        let answer = Call::get("/").send(&self.router).await;
        let challenge = Challenge::of(&answer, "SHA-256");
        let john = Credentials::new(&challenge, "john", "hello", "/").without("opaque");
        opaque.map_or(john.clone(), |opaque| john.set("opaque", opaque))
    }

    async fn get(&self, fields: &[(&str, &str)], john: &Credentials) -> Answer {
        let call = Call::get("/").authorization(john.header());
        let add = |call: Call, (name, value): &(&str, &str)| call.header(name, value);
        fields.iter().fold(call, add).send(&self.router).await
    }
}

/// The challenge leaves an empty `opaque` out, and keeps any other text.
#[tokio::test]
async fn an_empty_one_is_not_sent() {
    let app = App::new();
    let answer = Call::get("/").send(&app.router).await;
    let challenge = Challenge::of(&answer, "SHA-256");
    let nonce = challenge.get("nonce").unwrap();
    let expected = format!(
        "Digest realm=\"Own\", nonce=\"{nonce}\", algorithm=SHA-256, qop=\"auth\", charset=UTF-8"
    );
    answer.assert_refused(Reason::Missing, &[&expected]);
    let answer = Call::get("/")
        .header("x-opaque", "x")
        .send(&app.router)
        .await;
    let challenge = Challenge::of(&answer, "SHA-256");
    assert_eq!(challenge.get("opaque"), Some("x"));
}

/// An absent `opaque` is the same as an empty one, and the callback judges it. It does not replace another text.
#[tokio::test]
async fn it_comes_back_as_none_or_as_empty() {
    let app = App::new();
    for opaque in [None, Some("")] {
        let john = app.john(opaque).await;
        app.get(&[], &john).await.assert_ok("Hello, john!");
        app.seen.assert(&["opaque "]);
        let answer = app.get(&[("x-refuse", "")], &john.nc(2)).await;
        answer.assert_error(Reason::Invalid, &answer.challenges());
        app.seen.assert(&["opaque "]);
        // The callback is asked for nothing where another text was sent.
        let answer = app.get(&[("x-opaque", "x")], &john.nc(3)).await;
        answer.assert_error(Reason::Invalid, &answer.challenges());
        app.seen.assert(&[]);
        let answer = app.get(&[("x-opaque", "fail")], &john.nc(4)).await;
        answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
        app.seen.assert(&[]);
    }
    let john = app.john(Some("x")).await;
    let answer = app.get(&[], &john).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
    app.seen.assert(&["opaque x"]);
    let answer = app.get(&[("x-opaque", "x")], &john.nc(2)).await;
    answer.assert_ok("Hello, john!");
}
