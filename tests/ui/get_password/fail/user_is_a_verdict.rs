use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, get_password, login_required};

type Checked = Option<(String, Result<(), StatusCode>)>;

mod a_bool {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[get_password]
    fn get_password(_: &str) -> Option<(String, bool)> {
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

    #[get_password]
    fn get_password(_: &str) -> Checked {
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

    #[basic_auth]
    struct Auth;

    #[get_password]
    fn get_password(_: &str) -> Result<Option<(&'static str, Option<String>)>, StatusCode> {
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
