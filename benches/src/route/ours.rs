//! httpauth: Basic, roles, Bearer, and both schemes on one route.

use axum::Router;

/// Returns a route with Basic.
pub(crate) fn basic_route() -> Router {
    basic::plain_route()
}

/// Returns a route with Basic and a stored hash, and beside it `/open` without a guard.
pub(crate) fn stored_route() -> Router {
    stored::route()
}

/// Returns a route with a role on top of Basic.
pub(crate) fn role_route() -> Router {
    basic::role_route()
}

/// Returns a route with Bearer.
pub(crate) fn bearer_route() -> Router {
    bearer::route()
}

/// Returns a route with Basic or Bearer.
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

mod stored {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, login_required, password, verify_password};

    use crate::route::{User, body};

    #[basic_auth(realm = "x")]
    struct Auth;

    /// `hello`, by Argon2id as `password::hash` has it.
    const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg\
                        $FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";

    #[verify_password]
    async fn verify_password(
        username: &str,
        password: &str,
    ) -> Result<Option<User>, password::Overloaded> {
        let stored = (username == "john").then_some(JOHN);
        let verified = password::verify(password, stored).await?;
        Ok(verified.then_some(User { id: 1 }))
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn route() -> Router {
        Router::new()
            .route("/", get(plain))
            .route("/open", get(async || body(1)))
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
