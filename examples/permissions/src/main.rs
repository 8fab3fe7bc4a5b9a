//! Permissions: the owner of a todo may read and change it, and an admin may read all of them.
//!
//! ```sh
//! cargo run -p example-permissions
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -u john:hello http://127.0.0.1:3000/todos/1                       # buy milk
//! curl -u john:hello -X PUT -d 'buy tea' http://127.0.0.1:3000/todos/1   # saved
//! curl -u susan:bye http://127.0.0.1:3000/todos/1                        # buy tea
//! curl -u susan:bye -X PUT -d 'buy gin' http://127.0.0.1:3000/todos/1    # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/todos/2                       # no such todo
//! curl -u john:hello http://127.0.0.1:3000/todos/3                       # no such todo
//! ```
//!
//! Todo 2 is susan's, and todo 3 does not exist. John gets the same 404 for both, so he does not learn which numbers there
//! are. Susan gets a 403 for the change of john's todo, since she may read it and so knows of it.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{basic_auth, get_password, get_user_roles, login_required, permission};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

/// The answer about a todo that does not exist, or that the user may not know of.
const UNKNOWN: (StatusCode, &str) = (StatusCode::NOT_FOUND, "no such todo");

#[derive(Clone)]
struct Todo {
    owner: &'static str,
    text: String,
}

/// The todos by number. An application would have a pool of database connections here.
#[derive(Clone)]
struct Todos(Arc<RwLock<BTreeMap<u64, Todo>>>);

impl Todos {
    fn get(&self, id: u64) -> Option<Todo> {
        let todos = self.0.read().unwrap_or_else(PoisonError::into_inner);
        todos.get(&id).cloned()
    }

    fn write(&self, id: u64, text: String) {
        let mut todos = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(todo) = todos.get_mut(&id) {
            todo.text = text;
        }
    }
}

#[basic_auth(state = Todos)]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "susan" => Some("bye"),
        _ => None,
    }
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &'static str {
    if username == "susan" { "admin" } else { "user" }
}

/// Permits the owner of a todo. The error hides the todo from everybody else.
#[permission]
async fn may_know(
    username: &str,
    Path(id): Path<u64>,
    State(todos): State<Todos>,
) -> Result<bool, (StatusCode, &'static str)> {
    match todos.get(id) {
        Some(todo) if todo.owner == username => Ok(true),
        _ => Err(UNKNOWN),
    }
}

/// Permits the owner of a todo.
#[permission]
async fn owns_todo(username: &str, Path(id): Path<u64>, State(todos): State<Todos>) -> bool {
    todos.get(id).is_some_and(|todo| todo.owner == username)
}

/// The rule about the todos that a user may know of. Admins are not asked whose they are.
#[login_required(role = ["admin", permission(may_know)])]
struct MayRead;

/// The rule of [`MayRead`], and the permission beside it.
#[login_required(policy = MayRead, permission = owns_todo)]
struct MayChange;

#[login_required(policy = MayRead)]
async fn read(
    Path(id): Path<u64>,
    State(todos): State<Todos>,
) -> Result<String, (StatusCode, &'static str)> {
    todos.get(id).map(|todo| todo.text).ok_or(UNKNOWN)
}

#[login_required(policy = MayChange)]
async fn change(Path(id): Path<u64>, State(todos): State<Todos>, text: String) -> &'static str {
    todos.write(id, text);
    "saved"
}

fn app() -> Router {
    let todo = |owner, text: &str| Todo {
        owner,
        text: text.to_owned(),
    };
    let todos = BTreeMap::from([
        (1, todo("john", "buy milk")),
        (2, todo("susan", "sell milk")),
    ]);
    Router::new()
        .route("/todos/{id}", get(read).put(change))
        .with_state(Todos(Arc::new(RwLock::new(todos))))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
