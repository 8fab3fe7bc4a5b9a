//! httpauth: Digest, one algorithm a route.

use axum::Router;

/// Returns a route with Digest and MD5.
pub(crate) fn md5_route() -> Router {
    md5::route()
}

/// Returns a route with Digest and SHA-256.
pub(crate) fn sha256_route() -> Router {
    sha256::route()
}

mod md5 {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, digest_auth, get_password, login_required};

    use crate::route::{User, body, stored_user};

    #[digest_auth(realm = "x", algorithm = "MD5")]
    struct Auth;

    #[get_password]
    async fn get_password(username: &str) -> Option<(&'static str, User)> {
        stored_user(username)
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn route() -> Router {
        Router::new().route("/", get(plain))
    }
}

mod sha256 {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, digest_auth, get_password, login_required};

    use crate::route::{User, body, stored_user};

    #[digest_auth(realm = "x", algorithm = "SHA-256")]
    struct Auth;

    #[get_password]
    async fn get_password(username: &str) -> Option<(&'static str, User)> {
        stored_user(username)
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn route() -> Router {
        Router::new().route("/", get(plain))
    }
}
