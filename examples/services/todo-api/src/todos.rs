//! The todos, and the rules about them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use httpauth::{AuthError, CurrentUser, login_required, permission};
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;

use crate::auth::{Auth, User};
use crate::error::{Error, Json, Path};

#[derive(Serialize, sqlx::FromRow)]
pub(crate) struct Todo {
    id: i64,
    owner: String,
    text: String,
    done: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTodo {
    text: String,
    /// The user itself, if nobody is named.
    owner: Option<String>,
}

/// A change, which leaves alone what it does not name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    text: Option<String>,
    done: Option<bool>,
}

/// Permits the owner of a todo. The error hides the todo from all others, who get the same 404 if there is none.
#[permission]
async fn owns_todo(
    user: &User,
    Path(id): Path<i64>,
    State(pool): State<SqlitePool>,
) -> Result<bool, Error> {
    let owner: Option<String> = sqlx::query_scalar("SELECT owner FROM todos WHERE id = ?")
        .bind(id)
        .fetch_optional(&pool)
        .await?;
    if owner.is_some_and(|owner| owner == user.name) {
        Ok(true)
    } else {
        Err(Error::NoSuchTodo)
    }
}

/// The rule about one todo. Admins are not asked whose it is.
#[login_required(role = ["admin", permission(owns_todo)])]
struct OwnerOrAdmin;

/// Lists the todos of the user, or all of them for an admin.
#[login_required]
pub(crate) async fn list(
    user: CurrentUser<User>,
    State(pool): State<SqlitePool>,
) -> Result<Json<Vec<Todo>>, Error> {
    let todos = sqlx::query_as("SELECT * FROM todos WHERE ? OR owner = ? ORDER BY id")
        .bind(user.is_admin())
        .bind(&user.name)
        .fetch_all(&pool)
        .await?;
    Ok(Json(todos))
}

/// Adds a todo. The body names its owner, so the handler decides, and not a rule.
#[login_required]
pub(crate) async fn create(
    user: CurrentUser<User>,
    State(pool): State<SqlitePool>,
    Json(new): Json<NewTodo>,
) -> Result<impl IntoResponse, Error> {
    let owner = new.owner.as_ref().unwrap_or(&user.name);
    if *owner != user.name && !user.is_admin() {
        Err(AuthError::forbidden().because("only admins add todos for others"))?;
    }
    let sql =
        "INSERT INTO todos (owner, text) SELECT name, ? FROM users WHERE name = ? RETURNING *";
    let todo: Option<Todo> = sqlx::query_as(sql)
        .bind(&new.text)
        .bind(owner)
        .fetch_optional(&pool)
        .await?;
    let todo = todo.ok_or(Error::NoSuchUser)?;
    let location = [(LOCATION, format!("/todos/{}", todo.id))];
    Ok((StatusCode::CREATED, location, Json(todo)))
}

#[login_required(policy = OwnerOrAdmin)]
pub(crate) async fn read(
    Path(id): Path<i64>,
    State(pool): State<SqlitePool>,
) -> Result<Json<Todo>, Error> {
    let todo = sqlx::query_as("SELECT * FROM todos WHERE id = ?")
        .bind(id)
        .fetch_optional(&pool)
        .await?;
    todo.map(Json).ok_or(Error::NoSuchTodo)
}

#[login_required(policy = OwnerOrAdmin)]
pub(crate) async fn change(
    Path(id): Path<i64>,
    State(pool): State<SqlitePool>,
    Json(change): Json<Change>,
) -> Result<Json<Todo>, Error> {
    let sql = "UPDATE todos SET text = coalesce(?, text), done = coalesce(?, done) WHERE id = ? RETURNING *";
    let todo = sqlx::query_as(sql)
        .bind(change.text)
        .bind(change.done)
        .bind(id)
        .fetch_optional(&pool)
        .await?;
    todo.map(Json).ok_or(Error::NoSuchTodo)
}

#[login_required(policy = OwnerOrAdmin)]
pub(crate) async fn delete(
    Path(id): Path<i64>,
    State(pool): State<SqlitePool>,
) -> Result<StatusCode, Error> {
    let result = sqlx::query("DELETE FROM todos WHERE id = ?")
        .bind(id)
        .execute(&pool)
        .await?;
    match result.rows_affected() {
        0 => Err(Error::NoSuchTodo),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}
