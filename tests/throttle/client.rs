//! The client in callbacks and handlers.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    Client, CurrentUser, basic_auth, client_ip, digest_auth, get_password, get_user_roles, guard,
    login_required, multi_auth, token_auth, verify_password, verify_token,
};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Call, Seen, basic};

/// Has a `#[client_ip]` and no throttle.
#[basic_auth(state = Seen)]
struct Told;

#[digest_auth(algorithm = "SHA-256", state = Seen)]
struct DigestTold;

/// Has none.
#[basic_auth]
struct Untold;

#[token_auth(header = "X-API-Key")]
struct Token;

#[multi_auth(Token, DigestTold, Told)]
struct Multi;

#[client_ip(auth = [Told, DigestTold])]
async fn client_ip(
    fields: HeaderMap,
    axum::extract::State(seen): axum::extract::State<Seen>,
) -> Result<Option<IpAddr>, StatusCode> {
    seen.record("asked");
    let sensitive = fields
        .get("authorization")
        .is_none_or(HeaderValue::is_sensitive);
    assert!(
        sensitive,
        "the credentials are marked before anybody sees them"
    );
    match fields
        .get("x-real-ip")
        .map(|address| address.to_str().unwrap())
    {
        None => Ok(None),
        Some("hidden") => Err(StatusCode::NOT_FOUND),
        Some(address) => Ok(Some(address.parse().unwrap())),
    }
}

#[verify_password(auth = [Told, Untold])]
fn verify_password(_: &str, password: &str, client: Option<Client>) -> Option<String> {
    (password == "hello").then(|| shown(client))
}

#[get_password(auth = DigestTold)]
fn get_password(_: &str, client: Client) -> Option<(String, String)> {
    Some(("hello".to_owned(), shown(Some(client))))
}

#[verify_token(auth = Token)]
fn verify_token(_: &str, client: Option<Client>) -> Option<String> {
    Some(shown(client))
}

#[get_user_roles(auth = Told)]
fn get_user_roles(user: &str, client: Client) -> Vec<String> {
    assert_eq!(user, shown(Some(client)));
    vec!["user".to_owned()]
}

fn shown(client: Option<Client>) -> String {
    match client {
        Some(client) if client == Client::from(IpAddr::from([192, 0, 2, 1])) => "192.0.2.1",
        Some(_) => "another",
        None => "nowhere",
    }
    .to_owned()
}

/// The user is what the callback has seen, and the handler sees the same.
macro_rules! handlers {
    ($($handler:ident: $auth:ty $(, $role:literal)?;)+) => {$(
        #[login_required(auth = $auth $(, role = $role)?)]
        async fn $handler(user: CurrentUser<String>, client: Option<Client>) -> String {
            assert_eq!(user.0, shown(client));
            user.0
        }
    )+};
}

handlers! {
    told: Told, "user";
    digest: DigestTold;
    untold: Untold;
    token: Token;
    multi: Multi;
}

#[login_required(auth = Untold)]
async fn needs(_: CurrentUser<String>, _: Client) {}

fn app() -> (Router, Seen) {
    let seen = Seen::default();
    let behind = Router::new()
        .route("/behind/told", get(told))
        .route("/behind/untold", get(untold))
        .layer(guard(Told).with_state(seen.clone()));
    let router = Router::new()
        .route("/told", get(told))
        .route("/digest", get(digest))
        .route("/untold", get(untold))
        .route("/token", get(token))
        .route("/multi", get(multi))
        .route("/needs", get(needs))
        .merge(behind)
        .with_state(seen.clone());
    (router, seen)
}

fn call(path: &str) -> Call {
    Call::get(path).header("x-real-ip", "192.0.2.1")
}

/// The guard asks once, before its other callbacks, which see the answer as the handler does.
#[tokio::test]
async fn callbacks_and_handlers_see_the_client() {
    let (router, seen) = app();
    for (path, body, asked) in [
        ("/told", "192.0.2.1", 1),
        ("/untold", "nowhere", 0),
        ("/multi", "192.0.2.1", 1),
        ("/behind/told", "192.0.2.1", 2),
        // The client of an outer guard of another object does not show through.
        ("/behind/untold", "nowhere", 1),
    ] {
        call(path)
            .basic("john", "hello")
            .send(&router)
            .await
            .assert_ok(body);
        seen.assert(&vec!["asked"; asked]);
    }
    let key = || call("/multi").header("x-api-key", "key");
    key().send(&router).await.assert_ok("nowhere");
    seen.assert(&[]);
    for path in ["/digest", "/multi"] {
        let challenge = Challenge::of(&call(path).send(&router).await, "SHA-256");
        let john = Credentials::new(&challenge, "john", "hello", path);
        let answer = call(path).authorization(john.header()).send(&router).await;
        assert_eq!((answer.status.as_u16(), &*answer.body), (200, "192.0.2.1"));
    }
}

/// `None` is no client, and an error is the answer.
#[tokio::test]
async fn what_the_callback_answers() {
    let (router, seen) = app();
    let john = basic("john", "hello");
    let nowhere = Call::get("/multi").authorization(&john);
    nowhere.send(&router).await.assert_ok("nowhere");
    let hidden = Call::get("/told").header("x-real-ip", "hidden");
    hidden
        .authorization(&john)
        .send(&router)
        .await
        .assert_own(StatusCode::NOT_FOUND, "");
    seen.assert(&["asked"; 2]);
}

/// A handler that needs the client of an object without the slot is a mistake of the program, which the answer explains.
#[tokio::test]
async fn a_handler_that_needs_what_nobody_tells() {
    let (router, _) = app();
    let answer = call("/needs").basic("john", "hello").send(&router).await;
    assert_eq!(answer.status, 500);
    assert!(
        answer.body.contains("write `#[client_ip] fn client_ip("),
        "{}",
        answer.body
    );
}

/// An address counts as the network that one subscriber has, in whichever form it is written.
#[test]
fn one_client_in_several_forms() {
    let client = |text: &str| Client::from(text.parse::<IpAddr>().unwrap());
    for (one, other, are_one) in [
        ("192.0.2.1", "192.0.2.2", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
        // RFC 6052 section 2.1: behind NAT64 all of IPv4 has one /96.
        ("192.0.2.1", "64:ff9b::192.0.2.1", true),
        ("64:ff9b::192.0.2.1", "64:ff9b::192.0.2.2", false),
        // Others of that /64 are no IPv4 addresses.
        ("64:ff9b::1:0:0", "64:ff9b::1:0:1", true),
        ("64:ff9b::1:0:1", "0.0.0.1", false),
        ("2001:db8::1", "2001:db8::ffff:0:0:2", true),
        ("2001:db8::1", "2001:db8:0:1::1", false),
    ] {
        assert_eq!(client(one) == client(other), are_one, "{one} and {other}");
    }
}
