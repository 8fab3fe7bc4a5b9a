//! Realms that are expressions. They are evaluated once, at first use. An expression without a value causes a 500 and
//! one line in the log.

use std::borrow::Cow;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    Authenticator, Reason, basic_auth, digest_auth, get_password, get_user_roles, login_required,
    multi_auth, token_auth, verify_password, verify_token,
};
use httpauth_tests::digest::{Challenge, Credentials, hash};
use httpauth_tests::{Answer, Call};
use tracing::Level;

/// The settings that a program reads when it starts.
struct Config {
    realm: String,
}

static CONFIG: LazyLock<Config> = LazyLock::new(|| Config {
    realm: r#"the "inner" \ circle"#.to_owned(),
});

/// As called by everybody, and not the static of the expansion.
const REALM: &str = "API";

static EVALUATED: AtomicUsize = AtomicUsize::new(0);

fn counted() -> String {
    format!("evaluated {}", EVALUATED.fetch_add(1, Ordering::Relaxed))
}

static FAILED: AtomicUsize = AtomicUsize::new(0);

fn missing() -> String {
    FAILED.fetch_add(1, Ordering::Relaxed);
    std::env::var("NO_SUCH_REALM").expect("NO_SUCH_REALM is set")
}

#[basic_auth(realm = CONFIG.realm.as_str())]
struct Basic;

#[token_auth(realm = REALM)]
struct Bearer;

#[token_auth(realm = Cow::Borrowed(REALM), scheme = "Cargo", bare)]
struct Cargo;

#[digest_auth(realm = &CONFIG.realm, algorithm = "SHA-256")]
struct Digest;

#[digest_auth(realm = &CONFIG.realm, algorithm = "SHA-256", ha1)]
struct Stored;

#[multi_auth(Bearer, Basic)]
struct Multi;

#[basic_auth(realm = counted())]
struct Counted;

#[basic_auth(realm = missing())]
struct Missing;

#[token_auth(realm = "caf\u{e9}".to_owned())]
struct NotAscii;

#[token_auth(realm = String::from("a\r\nSet-Cookie: b"), header = "X-Key", scheme = "Key")]
struct Injected;

#[digest_auth(realm = String::from("\0"), algorithm = "MD5")]
struct NoDigest;

#[multi_auth(Bearer, NotAscii)]
struct HalfMissing;

#[verify_password(auth = [Basic, Counted, Missing])]
fn verify_password(username: &str, password: &str) -> Option<String> {
    (password == "hello").then(|| username.to_owned())
}

#[verify_token(auth = [Bearer, Cargo, NotAscii, Injected])]
fn verify_token(token: &str) -> Option<String> {
    (token == "right").then(|| "john".to_owned())
}

#[get_user_roles(auth = Bearer)]
fn no_roles(_: &str) -> [&'static str; 0] {
    []
}

#[get_password(auth = [Digest, NoDigest])]
fn get_password(_: &str) -> Option<&'static str> {
    Some("hello")
}

#[get_password(auth = Stored)]
fn stored(username: &str) -> Option<String> {
    Stored::ha1(username, "hello").ok()
}

/// A guarded handler that has nothing to say, one for each object.
macro_rules! handlers {
    ($($handler:ident: $auth:ident,)+) => {
        $(#[login_required(auth = $auth)] async fn $handler() {})+

        /// Returns the answer to the request, whose path is the object's handler.
        async fn ask(call: Call) -> Answer {
            let app = Router::new()
                .route("/admin", get(admin))
                $(.route(concat!("/", stringify!($handler)), get($handler)))+;
            call.send(&app).await
        }
    };
}

handlers! {
    basic: Basic, bearer: Bearer, cargo: Cargo, digest: Digest, stored_digest: Stored, multi: Multi, counted_basic: Counted,
    missing_basic: Missing, not_ascii: NotAscii, injected: Injected, no_digest: NoDigest, half_missing: HalfMissing,
}

#[login_required(auth = Bearer, role = "admin")]
async fn admin() {}

#[tokio::test]
async fn the_challenge_names_the_value() {
    let basic = r#"Basic realm="the \"inner\" \\ circle", charset="UTF-8""#;
    let bearer = r#"Bearer realm="API""#;
    let invalid = r#"Bearer realm="API", error="invalid_token""#;
    let scope = r#"Bearer realm="API", error="insufficient_scope", scope="admin""#;
    for (call, reason, challenges) in [
        (Call::get("/basic"), Reason::Missing, &[basic][..]),
        (
            Call::get("/basic").basic("john", "bye"),
            Reason::Invalid,
            &[basic],
        ),
        (Call::get("/bearer"), Reason::Missing, &[bearer]),
        (
            Call::get("/bearer").bearer("wrong"),
            Reason::Invalid,
            &[invalid],
        ),
        (
            Call::get("/admin").bearer("right"),
            Reason::Forbidden,
            &[scope],
        ),
        (
            Call::get("/cargo").authorization("wrong"),
            Reason::Invalid,
            &[r#"Cargo realm="API""#],
        ),
        (Call::get("/multi"), Reason::Missing, &[bearer, basic]),
    ] {
        ask(call).await.assert_refused(reason, challenges);
    }
    ask(Call::get("/basic").basic("john", "hello"))
        .await
        .assert_ok("");
    ask(Call::get("/bearer").bearer("right"))
        .await
        .assert_ok("");
}

/// Digest hashes the realm as it is meant, and takes no other.
#[tokio::test]
async fn digest_hashes_the_value() {
    for path in ["/digest", "/stored_digest"] {
        let challenge = Challenge::of(&ask(Call::get(path)).await, "SHA-256");
        assert_eq!(challenge.get("realm"), Some(&*CONFIG.realm));
        let john = Credentials::new(&challenge, "john", "hello", path);
        let other = john.set("realm", "CONFIG.realm").sign();
        let answer = ask(Call::get(path).authorization(other.header())).await;
        assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
        let answer = ask(Call::get(path).authorization(john.header())).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let parts: [&[u8]; 3] = [b"john", CONFIG.realm.as_bytes(), b"hello"];
    assert_eq!(Digest::ha1("john", "hello"), Ok(hash("SHA-256", &parts)));
}

#[tokio::test]
async fn it_is_evaluated_once() {
    for _ in 0..3 {
        let challenge = r#"Basic realm="evaluated 0", charset="UTF-8""#;
        let answer = ask(Call::get("/counted_basic")).await;
        answer.assert_refused(Reason::Missing, &[challenge]);
    }
    assert_eq!(EVALUATED.load(Ordering::Relaxed), 1);
}

#[test]
fn the_registry_shows_the_expression() {
    assert_eq!(Basic::REGISTRY.realm(), "CONFIG.realm.as_str()");
    assert_eq!(Bearer::REGISTRY.realm(), "REALM");
    assert_eq!(Multi::REGISTRY.realm(), "REALM");
    assert_eq!(NotAscii::REGISTRY.realm(), r#""caf\u{e9}".to_owned()"#);
    assert!(
        Basic::REGISTRY
            .to_string()
            .contains(r#"Basic realm="CONFIG.realm.as_str()""#)
    );
}

/// The log of this thread.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Returns a log of errors, and the subscriber that writes into it. Each answer has an event of its own, at `WARN`.
    pub(crate) fn subscriber() -> (Self, impl tracing::Subscriber) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::ERROR)
            .with_ansi(false)
            .with_writer(move || writer.clone());
        (log, subscriber.finish())
    }

    /// Takes the lines so far.
    pub(crate) fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut self.0.lock().unwrap())).unwrap()
    }
}

/// Nobody who needs credentials is challenged or gets in. The expression is evaluated once.
#[tokio::test]
async fn without_a_value_the_answer_is_a_500_and_one_line_is_logged() {
    let (log, subscriber) = Log::subscriber();
    let _guard = tracing::subscriber::set_default(subscriber);
    for (path, object, problem) in [
        ("/missing_basic", "Missing", "its expression panicked"),
        (
            "/half_missing",
            "NotAscii",
            "a realm is made of printable ASCII characters",
        ),
        (
            "/injected",
            "Injected",
            "a realm is made of printable ASCII characters",
        ),
        (
            "/no_digest",
            "NoDigest",
            "a realm is made of printable ASCII characters",
        ),
    ] {
        for call in [
            Call::get(path),
            Call::get(path),
            Call::get(path).basic("john", "bye"),
        ] {
            let answer = ask(call).await;
            answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
        }
        let log = log.take();
        let line =
            format!("object=\"guard::settings::{object}\" setting=\"realm\" problem=\"{problem}\"");
        assert!(
            log.contains("ERROR httpauth: ") && log.contains(&line),
            "{log}"
        );
        assert_eq!(log.lines().count(), 1, "{log}");
    }
    assert_eq!(FAILED.load(Ordering::Relaxed), 1);
    let digest =
        "Digest username=\"john\", realm=\"\", nonce=\"\", uri=\"/no_digest\", response=\"\"";
    let answer = ask(Call::get("/no_digest").authorization(digest)).await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
    assert_eq!(NoDigest::ha1("john", "hello"), Err(httpauth::SettingError));
    assert_eq!(log.take(), "");
}
