use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, digest_auth, generate_nonce, get_password, login_required, verify_nonce};

type Checked = Option<Result<(), StatusCode>>;

mod a_bool {
    use super::*;

    #[digest_auth]
    struct Auth;

    #[get_password]
    fn get_password(_: &str) -> Option<String> {
        None
    }

    #[generate_nonce]
    fn generate_nonce() -> String {
        String::new()
    }

    #[verify_nonce]
    fn verify_nonce(_: &str) -> Option<bool> {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<String>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod a_result_by_an_alias {
    use super::*;

    #[digest_auth]
    struct Auth;

    #[get_password]
    fn get_password(_: &str) -> Option<String> {
        None
    }

    #[generate_nonce]
    fn generate_nonce() -> String {
        String::new()
    }

    #[verify_nonce]
    fn verify_nonce(_: &str) -> Checked {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<String>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod a_bool_in_a_result {
    use super::*;

    #[digest_auth]
    struct Auth;

    #[get_password]
    fn get_password(_: &str) -> Option<String> {
        None
    }

    #[generate_nonce]
    fn generate_nonce() -> String {
        String::new()
    }

    #[verify_nonce]
    fn verify_nonce(_: &str) -> Result<Option<bool>, StatusCode> {
        todo!()
    }

    #[login_required]
    async fn index(_: CurrentUser<String>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

fn main() {
    a_bool::app();
    a_result_by_an_alias::app();
    a_bool_in_a_result::app();
}
