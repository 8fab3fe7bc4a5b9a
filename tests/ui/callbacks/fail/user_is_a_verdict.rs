// `Some(false)` would let somebody in. Each handler that would get such a user says nothing more.
use std::borrow::Cow;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, digest_auth, generate_nonce, generate_opaque, get_password, login_required,
    token_auth, verify_nonce, verify_opaque, verify_password, verify_token,
};

type Checked<T = Result<(), StatusCode>> = Option<T>;

mod passwords {
    use super::*;

    #[basic_auth]
    struct Bool;

    #[verify_password(auth = Bool)]
    fn a_bool(_: &str, _: &str) -> Option<bool> {
        todo!()
    }

    #[login_required(auth = Bool)]
    async fn index(_: CurrentUser<bool>) {}

    #[basic_auth]
    struct Alias;

    #[verify_password(auth = Alias)]
    fn a_result_by_an_alias(_: &str, _: &str) -> Checked {
        todo!()
    }

    #[login_required(auth = Alias)]
    async fn alias(_: CurrentUser<Result<(), StatusCode>>) {}

    #[basic_auth]
    struct InAResult;

    #[verify_password(auth = InAResult)]
    fn a_bool_in_a_result(_: &str, _: &str) -> Result<Option<bool>, StatusCode> {
        todo!()
    }

    #[login_required(auth = InAResult)]
    async fn in_a_result(_: CurrentUser<bool>) {}

    #[basic_auth]
    struct Pointer;

    #[verify_password(auth = Pointer)]
    fn an_option_behind_a_pointer(_: &str, _: &str) -> Option<Arc<Option<String>>> {
        todo!()
    }

    #[login_required(auth = Pointer)]
    async fn pointer(_: CurrentUser<Arc<Option<String>>>) {}

    #[basic_auth]
    struct Pair;

    #[verify_password(auth = Pair)]
    fn a_bool_in_a_pair(_: &str, _: &str) -> Option<(String, bool)> {
        todo!()
    }

    #[login_required(auth = Pair)]
    async fn pair(_: CurrentUser<(String, bool)>) {}

    #[basic_auth]
    struct Borrowed;

    #[verify_password(auth = Borrowed)]
    fn a_bool_behind_a_cow(_: &str, _: &str) -> Option<Cow<'static, bool>> {
        todo!()
    }

    #[basic_auth]
    struct Held;

    #[verify_password(auth = Held)]
    fn a_bool_of_the_guard(_: &str, _: &str) -> Option<CurrentUser<bool>> {
        todo!()
    }

    pub fn app() -> Router {
        Router::new().route("/", get(index).post(alias).put(in_a_result).patch(pointer).delete(pair))
    }
}

mod tokens {
    use super::*;

    #[token_auth]
    struct Bool;

    #[verify_token(auth = Bool)]
    fn a_bool(_: &str) -> Option<bool> {
        todo!()
    }

    #[token_auth]
    struct Alias;

    #[verify_token(auth = Alias)]
    fn a_result_by_an_alias(_: &str) -> Checked {
        todo!()
    }

    #[token_auth]
    struct InAResult;

    #[verify_token(auth = InAResult)]
    fn an_option_in_a_result(_: &str) -> Result<Option<Option<String>>, StatusCode> {
        todo!()
    }

    #[token_auth]
    struct Pair;

    #[verify_token(auth = Pair)]
    fn a_bool_in_a_pair(_: &str) -> Result<Option<(String, bool)>, StatusCode> {
        todo!()
    }

    #[login_required(auth = InAResult)]
    async fn index(_: CurrentUser<Option<String>>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod stored {
    use super::*;

    #[basic_auth]
    struct Bool;

    #[get_password(auth = Bool)]
    fn a_bool(_: &str) -> Option<(String, bool)> {
        todo!()
    }

    #[basic_auth]
    struct Alias;

    #[get_password(auth = Alias)]
    fn a_result_by_an_alias(_: &str) -> Checked<(String, Result<(), StatusCode>)> {
        todo!()
    }

    #[basic_auth]
    struct InAResult;

    #[get_password(auth = InAResult)]
    fn an_option_in_a_result(_: &str) -> Result<Option<(&'static str, Option<String>)>, StatusCode> {
        todo!()
    }

    #[basic_auth]
    struct Pair;

    #[get_password(auth = Pair)]
    fn a_bool_in_a_pair(_: &str) -> Option<(String, (String, bool))> {
        todo!()
    }

    #[login_required(auth = InAResult)]
    async fn index(_: CurrentUser<Option<String>>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod nonces {
    use super::*;

    #[digest_auth]
    struct Bool;

    #[digest_auth]
    struct Alias;

    #[digest_auth]
    struct InAResult;

    #[get_password(auth = [Bool, Alias, InAResult])]
    fn get_password(_: &str) -> Option<String> {
        None
    }

    #[generate_nonce(auth = [Bool, Alias, InAResult])]
    fn generate_nonce() -> String {
        String::new()
    }

    #[verify_nonce(auth = Bool)]
    fn a_bool(_: &str) -> Option<bool> {
        todo!()
    }

    #[verify_nonce(auth = Alias)]
    fn a_result_by_an_alias(_: &str) -> Checked {
        todo!()
    }

    #[verify_nonce(auth = InAResult)]
    fn a_bool_in_a_result(_: &str) -> Result<Option<bool>, StatusCode> {
        todo!()
    }

    #[generate_opaque(auth = [Bool, Alias, InAResult])]
    fn generate_opaque() -> String {
        String::new()
    }

    #[verify_opaque(auth = Bool)]
    fn an_opaque_bool(_: &str) -> Option<bool> {
        todo!()
    }

    #[verify_opaque(auth = Alias)]
    fn an_opaque_result_by_an_alias(_: &str) -> Checked {
        todo!()
    }

    #[verify_opaque(auth = InAResult)]
    fn an_opaque_bool_in_a_result(_: &str) -> Result<Option<bool>, StatusCode> {
        todo!()
    }

    #[login_required(auth = Bool)]
    async fn index(_: CurrentUser<String>) {}

    pub fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

fn main() {
    let _ = (passwords::app(), tokens::app(), stored::app(), nonces::app());
}
