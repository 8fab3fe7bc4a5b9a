//! Case 123: what an error handler cannot do by accident.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use axum::{Json, Router};
use httpauth::{Reason, basic_auth, error_handler, login_required, verify_password};
use httpauth_tests::Call;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

mod redirecting {
    use super::*;

    #[basic_auth]
    pub(super) struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        false
    }

    #[error_handler]
    fn error_handler() -> Redirect {
        Redirect::to("/login")
    }

    #[login_required]
    pub(super) async fn index() {}
}

mod describing {
    use super::*;

    #[basic_auth]
    pub(super) struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        false
    }

    /// Returns a body and a header, and no status.
    #[error_handler]
    fn error_handler() -> impl IntoResponse {
        ([("x-reason", "login")], Json("log in"))
    }

    #[login_required]
    pub(super) async fn index() {}
}

#[tokio::test]
async fn case_123_an_error_handler_keeps_the_challenge_and_never_makes_200_by_accident() {
    let app = Router::new()
        .route("/redirecting", get(redirecting::index))
        .route("/describing", get(describing::index));
    let answer = Call::get("/redirecting").send(&app).await;
    answer.assert_is(StatusCode::SEE_OTHER, &[CHALLENGE], "");
    assert_eq!(answer.values("location"), ["/login"]);
    answer.assert_error(Reason::Missing, &[CHALLENGE]);
    let answer = Call::get("/describing").send(&app).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], "\"log in\"");
    assert_eq!(answer.values("x-reason"), ["login"]);
}
