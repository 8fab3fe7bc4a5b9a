//! `test_error_responses.py`, about the status that comes of an error handler's answer.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use httpauth::{basic_auth, error_handler, login_required, verify_password};
use httpauth_tests::Call;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

/// One auth object for each thing that the original's error handler gives in turn.
macro_rules! cases {
    ($($case:ident: $answer:ty = $value:expr => $status:ident;)+) => {
        $(mod $case {
            use super::*;

            #[basic_auth]
            struct Auth;

            #[verify_password]
            fn verify_password(_: &str, _: &str) -> bool {
                false
            }

            #[error_handler]
            fn error_handler() -> $answer {
                $value
            }

            #[login_required]
            async fn index() -> &'static str {
                "index"
            }

            #[tokio::test]
            async fn default_status_code() {
                let app = Router::new().route("/", get(index));
                let answer = Call::get("/").basic("foo", "bar").send(&app).await;
                answer.assert_is(StatusCode::$status, &[CHALLENGE], "error");
            }
        })+
    };
}

cases! {
    body: &'static str = "error" => UNAUTHORIZED;
    body_and_403: (StatusCode, &'static str) = (StatusCode::FORBIDDEN, "error") => FORBIDDEN;
    body_and_200: (StatusCode, &'static str) = (StatusCode::OK, "error") => OK;
    // The departure is that a `Response` of 200 is taken for a body.
    response: Response = "error".into_response() => UNAUTHORIZED;
    response_403: Response = (StatusCode::FORBIDDEN, "error").into_response() => FORBIDDEN;
}
