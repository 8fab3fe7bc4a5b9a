//! `test_digest_custom_realm.py`

use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, digest_auth, get_password, login_required};
use httpauth_tests::{Answer, Call};

use crate::digest_challenges;

#[digest_auth(realm = "My Realm", qop = "none")]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "susan" => Some("hello"),
        "john" => Some("bye"),
        _ => None,
    }
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    format!("digest_auth_my_realm:{user}")
}

fn app() -> Router {
    Router::new().route("/digest-with-realm", get(guarded))
}

/// Asserts the challenges. The departures are that SHA-256 is offered before MD5, that `algorithm` is always said
/// (unquoted), and that the charset is said too.
#[track_caller]
fn assert_challenged(answer: &Answer, reason: Reason) {
    let expected = digest_challenges(answer, "My Realm", &["SHA-256", "MD5"], "");
    answer.assert_refused(
        reason,
        &expected.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[tokio::test]
async fn prompt_with_custom_realm() {
    let answer = Call::get("/digest-with-realm").send(&app()).await;
    assert_challenged(&answer, Reason::Missing);
}

#[tokio::test]
async fn login_invalid() {
    let header = "Digest username=\"susan\",realm=\"My Realm\",nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\",\
                  uri=\"/digest-with-realm\",response=\"ca306c361a9055b968810067a37fb8cb\",\
                  opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    let answer = Call::get("/digest-with-realm")
        .authorization(header)
        .send(&app())
        .await;
    assert_challenged(&answer, Reason::Invalid);
}
