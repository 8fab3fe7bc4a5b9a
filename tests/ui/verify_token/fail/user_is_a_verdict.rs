use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, login_required, token_auth, verify_token};

type Checked = Option<Result<(), StatusCode>>;

mod a_bool {
    use super::*;

    #[token_auth]
    struct Auth;

    #[verify_token]
    fn verify_token(_: &str) -> Option<bool> {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<bool>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod a_result_by_an_alias {
    use super::*;

    #[token_auth]
    struct Auth;

    #[verify_token]
    fn verify_token(_: &str) -> Checked {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<Result<(), StatusCode>>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod an_option {
    use super::*;

    #[token_auth]
    struct Auth;

    #[verify_token]
    fn verify_token(_: &str) -> Result<Option<Option<String>>, StatusCode> {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<Option<String>>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

fn main() {
    a_bool::app();
    a_result_by_an_alias::app();
    an_option::app();
}
