//! A callback that fails.

use super::*;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Result<bool, (StatusCode, &'static str)> {
    Err((StatusCode::SERVICE_UNAVAILABLE, "the database is down"))
}

#[login_required]
async fn index() {}

/// Flask-HTTPAuth answers 500 at run time when a callback fails.
#[tokio::test]
async fn a_failing_callback_is_its_own_response() {
    let app: Router = Router::new().route("/", any(index));
    let answer = Call::get("/").basic("john", "hello").send(&app).await;
    answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "the database is down");
}
