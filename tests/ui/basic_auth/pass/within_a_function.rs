#![deny(warnings)]

use axum::{Router, routing::get};

fn app() -> Router {
    use httpauth::{
        CurrentUser, basic_auth, error_handler, get_user_roles, login_required, verify_password,
    };

    #[basic_auth]
    struct Auth;

    struct User;

    #[verify_password]
    fn verify_password(username: &str, _: &str) -> Option<User> {
        (username == "john").then_some(User)
    }

    #[get_user_roles]
    fn get_user_roles(_: &User) -> &'static str {
        "admin"
    }

    #[error_handler]
    fn error_handler() -> &'static str {
        "no"
    }

    #[login_required(role = "admin")]
    async fn index(_user: CurrentUser<User>) {}

    Router::new().route("/", get(index))
}

#[test]
fn compiles() {
    let _app = app();
}
