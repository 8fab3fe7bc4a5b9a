//! `test_digest_ha1_password.py`
//!
//! The departure: its client answers in the form of RFC 2069 to a challenge with `qop`; here only one without takes that.

use axum::{Router, routing::get};
use httpauth::{CurrentUser, digest_auth, get_password, login_required};
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};

#[digest_auth(algorithm = "MD5", qop = "none", ha1)]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<String> {
    match username {
        "susan" => Some(Auth::ha1(username, "hello")),
        "john" => Some(Auth::ha1(username, "bye")),
        _ => None,
    }
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    format!("digest_auth_ha1_pw:{user}")
}

#[tokio::test]
async fn login_valid() {
    let app = Router::new().route("/digest_ha1_pw", get(guarded));
    let challenge = Challenge::of(&Call::get("/digest_ha1_pw").send(&app).await, "MD5");
    let john = Credentials::new(&challenge, "john", "bye", "/digest_ha1_pw").without("algorithm");
    let answer = Call::get("/digest_ha1_pw")
        .authorization(john.header())
        .send(&app)
        .await;
    answer.assert_ok("digest_auth_ha1_pw:john");
}
