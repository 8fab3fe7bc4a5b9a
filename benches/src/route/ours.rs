//! httpauth: Basic, roles, Bearer, and both schemes on one route.

use axum::Router;

/// Basic.
pub(crate) fn basic_route() -> Router {
    basic::plain_route()
}

/// A role on top of Basic.
pub(crate) fn role_route() -> Router {
    basic::role_route()
}

/// Bearer.
pub(crate) fn bearer_route() -> Router {
    bearer::route()
}

/// Basic or Bearer.
pub(crate) fn multi_route() -> Router {
    multi::route()
}

mod basic {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, verify_password};

    use crate::route::{User, body, by_password, roles};

    #[basic_auth(realm = "x")]
    struct Auth;

    #[verify_password]
    async fn verify_password(username: &str, password: &str) -> Option<User> {
        by_password(username, password)
    }

    #[get_user_roles]
    fn get_user_roles(user: &User) -> &'static [&'static str] {
        roles(user)
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    #[login_required(role = "admin")]
    async fn role(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn plain_route() -> Router {
        Router::new().route("/", get(plain))
    }

    pub(super) fn role_route() -> Router {
        Router::new().route("/", get(role))
    }
}

mod bearer {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, login_required, token_auth, verify_token};

    use crate::route::{User, body, by_token};

    #[token_auth(realm = "x")]
    struct Auth;

    #[verify_token]
    async fn verify_token(token: &str) -> Option<User> {
        by_token(token)
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn route() -> Router {
        Router::new().route("/", get(plain))
    }
}

mod multi {
    use axum::{Router, routing::get};
    use httpauth::{
        CurrentUser, basic_auth, login_required, multi_auth, token_auth, verify_password,
        verify_token,
    };

    use crate::route::{User, body, by_password, by_token};

    #[basic_auth(realm = "x")]
    struct Basic;

    #[token_auth(realm = "x")]
    struct Token;

    #[multi_auth(Basic, Token)]
    struct Auth;

    #[verify_password(auth = Basic)]
    async fn verify_password(username: &str, password: &str) -> Option<User> {
        by_password(username, password)
    }

    #[verify_token(auth = Token)]
    async fn verify_token(token: &str) -> Option<User> {
        by_token(token)
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn route() -> Router {
        Router::new().route("/", get(plain))
    }
}
