// Functions called as the variables of the expansion are, and everything by way of `macro_rules!`.
#![deny(warnings)]

use axum::{Router, http::StatusCode, routing::get};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, login_required, verify_password,
};

macro_rules! declare {
    ($object:ident, $path:path, $user:ty, $verdict:ty, $answer:ty, $role:expr) => {
        #[basic_auth]
        struct $object;

        #[verify_password(auth = $path)]
        async fn username(password: &str, parts: &str) -> $verdict {
            Ok(Some(format!("{password}{parts}")))
        }

        #[get_user_roles(auth = $path)]
        fn state(user: &$user) -> $answer {
            Ok(user.clone())
        }

        #[error_handler(auth = $path)]
        fn error(answer: StatusCode) -> StatusCode {
            answer
        }

        #[login_required(auth = $path, role = $role)]
        async fn user(guard: CurrentUser<$user>, response: axum::http::Method) -> $answer {
            Ok(format!("{guard}{response}"))
        }
    };
}

declare!(Object, self::Object, String, Result<Option<String>, StatusCode>, Result<String, StatusCode>, ["a", ["b", roles()]]);

fn roles() -> &'static str {
    "role"
}

#[login_required(auth = Object, role = [roles(), held()])]
async fn guard() {}

#[login_required(auth = Object)]
async fn response(CurrentUser(parts): CurrentUser<String>) -> String {
    parts
}

#[login_required(auth = Object)]
async fn argument0(parts: axum::http::Method) -> String {
    parts.to_string()
}

fn held() -> &'static str {
    "held"
}

#[test]
fn compiles() {
    let _app: Router =
        Router::new().route("/", get(user).post(guard).put(response).patch(argument0));
}
