//! axum-login with a session in memory, begun by a form, and a permission that the route asks for.

use std::collections::HashSet;
use std::convert::Infallible;

use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Form, Router};
use axum_login::tower_sessions::{MemoryStore, SessionManagerLayer};
use axum_login::{
    AuthManagerLayerBuilder, AuthSession, AuthUser, AuthnBackend, AuthzBackend, UserId,
    permission_required,
};
use serde::Deserialize;

use super::{User, body, by_password, roles};

#[derive(Clone, Debug)]
struct Account {
    id: u32,
}

impl AuthUser for Account {
    type Id = u32;

    fn id(&self) -> u32 {
        self.id
    }

    fn session_auth_hash(&self) -> &[u8] {
        b"the hash of a password"
    }
}

#[derive(Clone)]
struct Backend;

#[derive(Clone, Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

impl AuthnBackend for Backend {
    type User = Account;
    type Credentials = Credentials;
    type Error = Infallible;

    async fn authenticate(&self, sent: Credentials) -> Result<Option<Account>, Infallible> {
        Ok(by_password(&sent.username, &sent.password).map(|user| Account { id: user.id }))
    }

    async fn get_user(&self, id: &UserId<Self>) -> Result<Option<Account>, Infallible> {
        Ok((*id == 1 || *id == 2).then_some(Account { id: *id }))
    }
}

impl AuthzBackend for Backend {
    type Permission = &'static str;

    async fn get_user_permissions(
        &self,
        user: &Account,
    ) -> Result<HashSet<&'static str>, Infallible> {
        Ok(roles(&User { id: user.id }).iter().copied().collect())
    }
}

async fn login(mut session: AuthSession<Backend>, Form(sent): Form<Credentials>) -> StatusCode {
    let Ok(Some(user)) = session.authenticate(sent).await else {
        return StatusCode::UNAUTHORIZED;
    };
    match session.login(&user).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

async fn handler(session: AuthSession<Backend>) -> Result<String, StatusCode> {
    let user = session.user.ok_or(StatusCode::UNAUTHORIZED)?;
    Ok(body(user.id))
}

/// Returns a route that asks for a permission of a user who has logged in by `POST /login`.
pub(crate) fn permission_route() -> Router {
    let sessions = SessionManagerLayer::new(MemoryStore::default());
    Router::new()
        .route("/", get(handler))
        .route_layer(permission_required!(Backend, "admin"))
        .route("/login", post(login))
        .layer(AuthManagerLayerBuilder::new(Backend, sessions).build())
}
