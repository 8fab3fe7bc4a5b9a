//! Case 21: the realm in the challenge.

use axum::Router;
use axum::routing::get;
use httpauth::{Reason, basic_auth, login_required, token_auth, verify_password, verify_token};
use httpauth_tests::Call;

#[basic_auth(realm = r#"the "inner" \ circle"#)]
struct QuotedBasic;

#[token_auth(realm = r#"the "inner" \ circle"#)]
struct QuotedBearer;

#[verify_password(auth = QuotedBasic)]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

#[verify_token(auth = QuotedBearer)]
fn verify_token(_: &str) -> bool {
    false
}

#[login_required(auth = QuotedBasic)]
async fn quoted_basic() {}

#[login_required(auth = QuotedBearer)]
async fn quoted_bearer() {}

/// A character that cannot be escaped does not compile, as `tests/ui` shows.
#[tokio::test]
async fn case_21_a_realm_is_escaped() {
    let app = Router::new()
        .route("/basic", get(quoted_basic))
        .route("/bearer", get(quoted_bearer));
    let answer = Call::get("/basic").send(&app).await;
    let challenge = r#"Basic realm="the \"inner\" \\ circle", charset="UTF-8""#;
    answer.assert_refused(Reason::Missing, &[challenge]);
    let answer = Call::get("/bearer").bearer("x").send(&app).await;
    let challenge = r#"Bearer realm="the \"inner\" \\ circle", error="invalid_token""#;
    answer.assert_refused(Reason::Invalid, &[challenge]);
}
