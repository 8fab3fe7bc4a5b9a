//! httpauth: Digest, one algorithm a route.

use axum::Router;

use crate::Outcome;

/// Returns a route with Digest and MD5.
pub(crate) fn md5_route() -> Router {
    md5::route()
}

/// Returns a route with Digest and SHA-256.
pub(crate) fn sha256_route() -> Router {
    sha256::route()
}

/// Returns a route with Digest and SHA-256, whose counts are in a Redis server on this port.
pub(crate) async fn redis_route(port: u16) -> Outcome<Router> {
    redis::route(port).await
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

mod redis {
    use axum::{Router, routing::get};
    use httpauth::digest::{NonceKey, RedisNonces};
    use httpauth::{CurrentUser, digest_auth, get_password, login_required};

    use crate::Outcome;
    use crate::route::{User, body, stored_user};

    #[digest_auth(realm = "x", algorithm = "SHA-256", nonces = RedisNonces, state = RedisNonces)]
    struct Auth;

    #[get_password]
    async fn get_password(username: &str) -> Option<(&'static str, User)> {
        stored_user(username)
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) async fn route(port: u16) -> Outcome<Router> {
        let client = ::redis::Client::open(("127.0.0.1", port))?;
        let connection = client.get_multiplexed_async_connection().await?;
        let key = NonceKey::from_secret(b"the secret of all processes").ok_or("a short secret")?;
        let nonces = RedisNonces::new(connection, key);
        Ok(Router::new().route("/", get(plain)).with_state(nonces))
    }
}
