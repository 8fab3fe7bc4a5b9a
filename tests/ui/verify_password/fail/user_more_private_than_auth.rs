use axum::Router;

mod auth {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

    #[basic_auth]
    pub(crate) struct Auth;

    struct User;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> Option<User> {
        None
    }

    #[login_required]
    async fn index(_: CurrentUser<User>) {}

    pub(crate) fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

fn main() {
    let _: Router = auth::app();
}
