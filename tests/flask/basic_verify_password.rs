//! `test_basic_verify_password.py` with its two styles of callback. One returns the user and one returns a bool.
//!
//! Flask-HTTPAuth calls `verify_password("", "")` when there are no credentials; here `anonymous` asks for it.

use axum::Router;
use axum::http::StatusCode;
use httpauth_tests::{Call, base64};

/// The user of the callback that returns users. Flask's test keeps `anon` in `g`.
#[derive(Clone)]
struct User {
    name: &'static str,
    anon: bool,
}

impl User {
    fn find(username: &str, password: &str) -> Option<Self> {
        let (name, anon) = match (username, password) {
            ("john", "hello") => ("john", false),
            ("susan", "bye") => ("susan", false),
            ("garçon", "áéíóú") => ("garçon", false),
            ("", _) => ("", true),
            _ => return None,
        };
        Some(Self { name, anon })
    }

    /// Returns the handler's body.
    fn show(name: &str, anon: bool) -> String {
        format!("basic_verify_auth:{name} anon:{anon}")
    }
}

mod answers_user {
    use axum::http::StatusCode;
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, error_handler, login_required, verify_password};

    use super::User;

    #[basic_auth]
    struct Auth;

    callbacks! {
        #[verify_password(anonymous)]
        fn verify_password(username: &str, password: &str) -> Option<User> {
            User::find(username, password)
        }

        #[error_handler]
        fn error_handler(_: StatusCode, user: Option<CurrentUser<User>>) -> (StatusCode, &'static str) {
            assert!(user.is_none());
            (StatusCode::FORBIDDEN, "error")
        }
    }

    #[login_required]
    async fn guarded(user: Option<CurrentUser<User>>) -> String {
        let user = user.unwrap().0;
        User::show(user.name, user.anon)
    }

    fn app() -> Router {
        Router::new().route("/basic-verify", get(guarded))
    }

    crate::tests!(app; super::cases;
        login_valid, login_valid_latin1, login_empty, login_invalid, login_malformed_password);
}

mod answers_bool {
    use axum::http::StatusCode;
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, error_handler, login_required, verify_password};

    use super::User;

    #[basic_auth]
    struct Auth;

    callbacks! {
        #[verify_password(anonymous)]
        fn verify_password(username: &str, password: &str) -> bool {
            User::find(username, password).is_some()
        }

        #[error_handler]
        fn error_handler(
            _: StatusCode,
            user: Option<CurrentUser<String>>,
        ) -> (StatusCode, &'static str) {
            assert!(user.is_none());
            (StatusCode::FORBIDDEN, "error")
        }
    }

    /// A plain `true` names the user by the username, and nobody where there are no credentials.
    #[login_required]
    async fn guarded(user: Option<CurrentUser<String>>) -> String {
        let anon = user.is_none();
        User::show(user.as_deref().map_or("", String::as_str), anon)
    }

    fn app() -> Router {
        Router::new().route("/basic-verify", get(guarded))
    }

    crate::tests!(app; super::cases;
        login_valid, login_valid_latin1, login_empty, login_invalid, login_malformed_password);
}

/// The methods of the test, for any of the apps.
pub(crate) mod cases {
    use super::{Call, Router, StatusCode, base64};

    const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

    pub(crate) async fn login_valid(app: &Router) {
        let call = Call::get("/basic-verify").basic("susan", "bye");
        let answer = call.send(app).await;
        answer.assert_ok("basic_verify_auth:susan anon:false");
    }

    pub(crate) async fn login_valid_latin1(app: &Router) {
        let credentials: Vec<u8> = "garçon:áéíóú".chars().map(|c| c as u8).collect();
        let call =
            Call::get("/basic-verify").authorization(format!("Basic {}", base64(credentials)));
        let answer = call.send(app).await;
        answer.assert_ok("basic_verify_auth:garçon anon:false");
    }

    pub(crate) async fn login_empty(app: &Router) {
        let answer = Call::get("/basic-verify").send(app).await;
        answer.assert_ok("basic_verify_auth: anon:true");
    }

    pub(crate) async fn login_invalid(app: &Router) {
        let call = Call::get("/basic-verify").basic("john", "bye");
        let answer = call.send(app).await;
        answer.assert_is(StatusCode::FORBIDDEN, &[CHALLENGE], "error");
    }

    pub(crate) async fn login_malformed_password(app: &Router) {
        let call = Call::get("/basic-verify").authorization("Basic eyJhbGciOieyJp==");
        let answer = call.send(app).await;
        answer.assert_is(StatusCode::FORBIDDEN, &[CHALLENGE], "error");
    }
}
