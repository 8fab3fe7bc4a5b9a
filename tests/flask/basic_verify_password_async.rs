//! `test_basic_verify_password_async.py`, which has the same cases with async callbacks.

mod answers_user {
    use axum::http::StatusCode;
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, error_handler, login_required, verify_password};

    use crate::basic_verify_password::User;

    #[basic_auth]
    struct Auth;

    #[verify_password(anonymous)]
    async fn verify_password(username: &str, password: &str) -> Option<User> {
        tokio::task::yield_now().await;
        User::find(username, password)
    }

    #[error_handler]
    async fn error_handler() -> (StatusCode, &'static str) {
        tokio::task::yield_now().await;
        (StatusCode::FORBIDDEN, "error")
    }

    #[login_required]
    async fn guarded(user: Option<CurrentUser<User>>) -> String {
        let user = user.unwrap().0;
        User::show(user.name, user.anon)
    }

    fn app() -> Router {
        Router::new().route("/basic-verify", get(guarded))
    }

    crate::tests!(app; crate::basic_verify_password::cases;
        login_valid, login_valid_latin1, login_empty, login_invalid, login_malformed_password);
}

mod answers_bool {
    use axum::http::StatusCode;
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, error_handler, login_required, verify_password};

    use crate::basic_verify_password::User;

    #[basic_auth]
    struct Auth;

    #[verify_password(anonymous)]
    async fn verify_password(username: &str, password: &str) -> bool {
        tokio::task::yield_now().await;
        User::find(username, password).is_some()
    }

    #[error_handler]
    async fn error_handler() -> (StatusCode, &'static str) {
        tokio::task::yield_now().await;
        (StatusCode::FORBIDDEN, "error")
    }

    #[login_required]
    async fn guarded(user: Option<CurrentUser<String>>) -> String {
        let anon = user.is_none();
        User::show(user.as_deref().map_or("", String::as_str), anon)
    }

    fn app() -> Router {
        Router::new().route("/basic-verify", get(guarded))
    }

    crate::tests!(app; crate::basic_verify_password::cases;
        login_valid, login_valid_latin1, login_empty, login_invalid, login_malformed_password);
}
