use std::sync::Arc;

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

type Checked = Option<Result<(), StatusCode>>;

mod a_bool {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> Option<bool> {
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

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> Checked {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<Result<(), StatusCode>>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod a_bool_in_a_result {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> Result<Option<bool>, StatusCode> {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<bool>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod an_option_behind_a_pointer {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> Option<Arc<Option<String>>> {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<Arc<Option<String>>>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

fn main() {
    an_option_behind_a_pointer::app();
    a_bool::app();
    a_result_by_an_alias::app();
    a_bool_in_a_result::app();
}
