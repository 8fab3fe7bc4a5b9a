//! The todos, and the rules about them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use example_access_tokens::AccessToken;
use httpauth::{CurrentUser, login_required};

use crate::auth::{Auth, Scope};

/// The todos of all users, by their names.
#[derive(Clone, Default)]
pub(crate) struct Todos(Arc<Mutex<HashMap<String, Vec<String>>>>);

impl Todos {
    fn of<T>(&self, user: &AccessToken, work: impl FnOnce(&mut Vec<String>) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work(all.entry(user.subject.clone()).or_default())
    }
}

#[login_required(role = Scope::Read)]
pub(crate) async fn list(
    user: CurrentUser<AccessToken>,
    State(todos): State<Todos>,
) -> Json<Vec<String>> {
    Json(todos.of(&user, |todos| todos.clone()))
}

#[login_required(role = Scope::Write)]
pub(crate) async fn create(
    user: CurrentUser<AccessToken>,
    State(todos): State<Todos>,
    Json(todo): Json<String>,
) -> StatusCode {
    todos.of(&user, |todos| todos.push(todo));
    StatusCode::CREATED
}

#[login_required(role = Scope::Write)]
pub(crate) async fn clear(
    user: CurrentUser<AccessToken>,
    State(todos): State<Todos>,
) -> StatusCode {
    todos.of(&user, Vec::clear);
    StatusCode::NO_CONTENT
}
