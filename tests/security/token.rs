//! Cases 81 to 92: tokens.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{CurrentUser, Reason, constant_time_eq, login_required, token_auth, verify_token};
use httpauth_tests::Call;

use crate::apps::{App, BEARER, INVALID_TOKEN, KEY};

fn bearer(credentials: &str) -> Call {
    Call::get("/bearer").authorization(credentials)
}

fn key(value: &str) -> Call {
    Call::get("/key").header("X-API-Key", value)
}

#[tokio::test]
async fn case_81_no_token() {
    let app = App::new();
    app.refuses(Call::get("/bearer"), Reason::Missing, BEARER)
        .await;
    assert!(!BEARER.contains("error"));
}

#[tokio::test]
async fn case_82_an_empty_token() {
    let app = App::new();
    for value in ["Bearer", "Bearer ", "Bearer      "] {
        app.refuses(bearer(value), Reason::Missing, BEARER).await;
    }
}

#[tokio::test]
async fn case_83_a_token_that_is_not_valid() {
    let app = App::new();
    app.passes(bearer("Bearer tokenjohn"), "tokenjohn", "john")
        .await;
    app.refuses_after(bearer("Bearer expired"), "expired", INVALID_TOKEN)
        .await;
}

#[tokio::test]
async fn case_84_padding_and_other_visible_characters() {
    let app = App::new();
    app.passes(bearer("Bearer tokenjohn=="), "tokenjohn==", "john==")
        .await;
    let visible: String = ('!'..='~').collect();
    let token = format!("token{visible}");
    app.passes(bearer(&format!("Bearer {token}")), &token, &visible)
        .await;
}

#[tokio::test]
async fn case_85_a_token_with_spaces() {
    let app = App::new();
    for value in [
        "Bearer token john",
        "Bearer tokenjohn ",
        "Bearer tokenjohn\t",
        "Bearer token\tjohn",
    ] {
        app.refuses(bearer(value), Reason::Malformed, INVALID_TOKEN)
            .await;
    }
}

#[tokio::test]
async fn case_86_a_header_of_its_own_absent_empty_twice() {
    let app = App::new();
    app.refuses(Call::get("/key"), Reason::Missing, KEY).await;
    app.refuses(key(""), Reason::Missing, KEY).await;
    let twice = key("tokenjohn").header("X-API-Key", "tokenjohn");
    app.refuses(twice, Reason::Repeated, KEY).await;
    let twice = key("").header("x-api-key", "tokenjohn");
    app.refuses(twice, Reason::Repeated, KEY).await;
}

/// The whole value is the token, without a scheme.
#[tokio::test]
async fn case_86_a_header_of_its_own_is_the_token() {
    let app = App::new();
    app.passes(key("tokenjohn"), "tokenjohn", "john").await;
    app.passes(key("token of john"), "token of john", " of john")
        .await;
    app.refuses_after(key("ApiKey tokenjohn"), "ApiKey tokenjohn", KEY)
        .await;
    app.refuses_after(key("a, b"), "a, b", KEY).await;
}

#[tokio::test]
async fn case_87_only_the_configured_header_is_read() {
    let app = App::new();
    let call = key("tokenjohn").bearer("tokensusan");
    app.passes(call, "tokenjohn", "john").await;
    let call = key("tokenjohn").bearer("x").basic("susan", "sesame");
    app.passes(call, "tokenjohn", "john").await;
    let call = Call::get("/key").authorization("ApiKey tokenjohn");
    app.refuses(call, Reason::Missing, KEY).await;
    let call = bearer("Bearer tokenjohn").header("X-API-Key", "tokensusan");
    app.passes(call, "tokenjohn", "john").await;
    let call = Call::get("/bearer").header("X-API-Key", "tokenjohn");
    app.refuses(call, Reason::Missing, BEARER).await;
}

#[token_auth(scheme = "MyToken")]
struct Custom;

#[verify_token(auth = Custom)]
fn verify_custom(token: &str) -> bool {
    constant_time_eq(token, "right-token")
}

#[login_required(auth = Custom)]
async fn custom(CurrentUser(()): CurrentUser<()>) -> &'static str {
    "in"
}

/// A scheme of one's own has no `error`, which belongs to Bearer.
#[tokio::test]
async fn case_88_a_scheme_of_its_own_in_any_case() {
    let app = Router::new().route("/", get(custom));
    for scheme in ["MyToken", "mytoken", "MYTOKEN"] {
        let call = Call::get("/").authorization(format!("{scheme} right-token"));
        call.send(&app).await.assert_ok("in");
    }
    let challenge = r#"MyToken realm="Authentication Required""#;
    for (value, reason) in [
        ("Bearer right-token", Reason::OtherScheme),
        ("MyToken", Reason::Missing),
        ("MyToken wrong-token", Reason::Invalid),
        ("MyToken right token", Reason::Malformed),
    ] {
        let answer = Call::get("/").authorization(value).send(&app).await;
        answer.assert_refused(reason, &[challenge]);
    }
}

#[tokio::test]
async fn case_89_a_token_in_the_query_is_ignored() {
    let app = App::new();
    let call = Call::get("/bearer?access_token=tokenjohn");
    app.refuses(call, Reason::Missing, BEARER).await;
    let call = Call::get("/key?X-API-Key=tokenjohn&api_key=tokenjohn");
    app.refuses(call, Reason::Missing, KEY).await;
}

/// A prefix of the right token is wrong, and so is the right token with something after it.
#[tokio::test]
async fn case_91_a_prefix_of_the_right_token() {
    let app = Router::new().route("/", get(custom));
    for wrong in [
        "r",
        "right",
        "right-toke",
        "right-tokens",
        "right-token=",
        "Right-Token",
    ] {
        let call = Call::get("/").authorization(format!("MyToken {wrong}"));
        let answer = call.send(&app).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong}");
    }
}

#[token_auth(header = "X-API-Key")]
struct PlainKey;

#[verify_token(auth = PlainKey)]
fn verify_key(_: &str) -> bool {
    false
}

#[login_required(auth = PlainKey)]
async fn plain_key() {}

/// A challenge is a scheme and a realm, whatever field the token comes in. Without another scheme it is Bearer.
#[tokio::test]
async fn case_92_a_header_of_its_own_has_a_legal_challenge() {
    let app = Router::new().route("/", get(plain_key));
    let answer = Call::get("/").send(&app).await;
    answer.assert_refused(
        Reason::Missing,
        &[r#"Bearer realm="Authentication Required""#],
    );
    let answer = Call::get("/").header("X-API-Key", "x").send(&app).await;
    let challenge = r#"Bearer realm="Authentication Required", error="invalid_token""#;
    answer.assert_refused(Reason::Invalid, &[challenge]);
}
