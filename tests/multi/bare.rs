//! Tokens that stand in `Authorization` without a scheme word, alone and beside Basic.

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::get;
use httpauth::{
    CurrentUser, Reason, basic_auth, login_required, multi_auth, token_auth, verify_password,
    verify_token,
};
use httpauth_tests::{Answer, Call, basic};

const CARGO: &str = r#"Cargo realm="Authentication Required""#;
const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[token_auth(scheme = "Cargo", bare)]
struct Cargo;

#[basic_auth]
struct Basic;

#[multi_auth(Cargo, Basic)]
struct BareFirst;

#[multi_auth(Basic, Cargo)]
struct BareLast;

#[verify_token(auth = Cargo)]
fn verify_token(token: &str, headers: HeaderMap) -> Option<String> {
    assert!(headers["authorization"].is_sensitive());
    token.strip_prefix("of-").map(str::to_owned)
}

#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str) -> Option<String> {
    (password == "hello").then(|| username.to_owned())
}

#[login_required(auth = Cargo)]
async fn alone(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Cargo, optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

#[login_required(auth = BareFirst)]
async fn first(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = BareLast)]
async fn last(user: CurrentUser<String>) -> String {
    user.0
}

/// Returns the answer to `GET path` with these `Authorization` fields.
async fn ask(path: &str, fields: &[&str]) -> Answer {
    let app = Router::new()
        .route("/alone", get(alone))
        .route("/optional", get(optional))
        .route("/first", get(first))
        .route("/last", get(last));
    let call = fields.iter().fold(Call::get(path), Call::authorization);
    call.send(&app).await
}

#[tokio::test]
async fn a_word_alone_is_the_token() {
    for path in ["/alone", "/optional", "/first", "/last"] {
        ask(path, &["of-john"]).await.assert_ok("john");
        let answer = ask(path, &["wrong"]).await;
        answer.assert_refused(Reason::Invalid, &[CARGO]);
        let answer = ask(path, &["of-j\u{f6}rg"]).await;
        answer.assert_refused(Reason::Malformed, &[CARGO]);
        let answer = ask(path, &["of-john\tx"]).await;
        answer.assert_refused(Reason::Malformed, &[CARGO]);
    }
    for (path, challenges) in [
        ("/alone", &[CARGO][..]),
        ("/first", &[CARGO, BASIC]),
        ("/last", &[BASIC, CARGO]),
    ] {
        let answer = ask(path, &["of-john", "of-john"]).await;
        answer.assert_refused(Reason::Repeated, challenges);
    }
    ask("/optional", &[]).await.assert_ok("nobody");
}

/// The word of the object's own challenge is not a token if nothing follows it.
#[tokio::test]
async fn credentials_with_a_scheme_are_not_its_own() {
    for (field, reason) in [
        ("Basic am9objpoZWxsbw==", Reason::OtherScheme),
        ("Cargo of-john", Reason::OtherScheme),
        ("of-john x", Reason::OtherScheme),
        ("of-john ", Reason::Missing),
        ("", Reason::Missing),
    ] {
        for path in ["/alone", "/optional"] {
            // Spaces at the end of a field are the server's to cut off, which is not asked here.
            let answer = ask(path, &[field]).await;
            answer.assert_refused(reason, &[CARGO]);
        }
    }
}

#[tokio::test]
async fn beside_basic_each_has_its_own() {
    for (path, all) in [("/first", [CARGO, BASIC]), ("/last", [BASIC, CARGO])] {
        ask(path, &[&basic("john", "hello")])
            .await
            .assert_ok("john");
        let answer = ask(path, &[&basic("john", "bye")]).await;
        answer.assert_refused(Reason::Invalid, &[BASIC]);
        for (fields, reason) in [
            (&[][..], Reason::Missing),
            (&["Bearer of-john"], Reason::OtherScheme),
            (&["Cargo of-john"], Reason::OtherScheme),
        ] {
            ask(path, fields).await.assert_refused(reason, &all);
        }
        let twice = ask(path, &[&basic("john", "hello"), "of-john"]).await;
        assert_eq!(
            twice.error().map(httpauth::AuthError::reason),
            Some(Reason::Repeated)
        );
    }
}
