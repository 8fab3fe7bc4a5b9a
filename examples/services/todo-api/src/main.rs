//! A service with the parts of a real one: todos in a database, people with passwords, programs with tokens, rules about
//! who may do what, errors as JSON, and a log.
//!
//! ```sh
//! cargo run -p example-todo-api
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl http://127.0.0.1:3000/health                                                            # ok
//! curl http://127.0.0.1:3000/todos                                                             # {"title":"Unauthorized","status":401,"detail":"the request has no credentials"}
//! curl -u john:hello http://127.0.0.1:3000/todos --json '{"text":"buy milk"}'                  # {"id":1,"owner":"john","text":"buy milk","done":false}
//! curl -u susan:bye http://127.0.0.1:3000/todos --json '{"text":"sell milk"}'                  # {"id":2,"owner":"susan","text":"sell milk","done":false}
//! curl -u john:hello http://127.0.0.1:3000/todos                                               # [{"id":1,"owner":"john","text":"buy milk","done":false}]
//! curl -u john:hello http://127.0.0.1:3000/todos/2                                             # {"title":"Not Found","status":404,"detail":"there is no such todo"}
//! curl -u susan:bye -X PATCH http://127.0.0.1:3000/todos/1 --json '{"done":true}'              # {"id":1,"owner":"john","text":"buy milk","done":true}
//! curl -u john:hello http://127.0.0.1:3000/todos --json '{"text":"rest","owner":"susan"}'      # {"title":"Forbidden","status":403,"detail":"only admins add todos for others"}
//! curl -H "Authorization: Bearer $(curl -s -u john:hello -X POST http://127.0.0.1:3000/tokens)" http://127.0.0.1:3000/todos/1   # {"id":1,"owner":"john","text":"buy milk","done":true}
//! curl -u john:hello -X DELETE -w '%{http_code}' http://127.0.0.1:3000/todos/1                 # 204
//! ```
//!
//! Todo 2 is susan's, so john gets the 404 of a todo that does not exist. Susan is an admin, who may see and change all
//! todos.
//!
//! Begin to read in `auth.rs`, which says who the users are. `todos.rs` has the rules and the handlers, and `error.rs` the
//! answers to all that goes wrong.

use std::error::Error as StdError;

use axum::extract::{FromRef, Request};
use axum::response::IntoResponse;
use httpauth::public;
use httpauth::routing::{Router, get, post};
use sqlx::SqlitePool;
use sqlx::sqlite::SqlitePoolOptions;
use tokio::net::TcpListener;
use tower_http::csrf::CsrfLayer;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::{Level, Span, field, info_span};

use auth::Tokens;
use error::Error;

mod auth;
mod error;
#[cfg(test)]
mod tests;
mod todos;

/// The state of the router.
#[derive(Clone, FromRef)]
struct AppState {
    pool: SqlitePool,
    tokens: Tokens,
}

#[public(reason = "load balancers ask it")]
async fn health() -> &'static str {
    "ok"
}

#[public]
async fn missing() -> Error {
    Error::NoSuchPage
}

/// Opens the span of a request, in which all of its log lines are. The user is filled in by `auth.rs`.
fn span(request: &Request) -> Span {
    let path = request.uri().path();
    info_span!("request", method = %request.method(), path, user = field::Empty)
}

/// Makes the service. Its router takes no handler that is neither guarded nor public.
fn app(state: AppState) -> Router {
    let todo = get(todos::read).patch(todos::change).delete(todos::delete);
    // A browser adds the password of john to requests that a foreign page makes, so these are refused.
    let csrf = CsrfLayer::new().with_rejection_response(|_| Error::CrossSite.into_response());
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_response(DefaultOnResponse::new().level(Level::INFO));
    Router::new()
        .route("/health", get(health))
        .route("/tokens", post(auth::issue_token))
        .route("/todos", get(todos::list).post(todos::create))
        .route("/todos/{id}", todo)
        .fallback(missing)
        .layer(csrf)
        .layer(trace)
        .with_state(state)
}

/// Opens the database, and makes its tables on the first start.
async fn open(url: &str) -> Result<SqlitePool, sqlx::Error> {
    // A database in memory ends with its connection, so there is a single one, which is kept.
    let options = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None);
    let pool = options.connect(url).await?;
    sqlx::raw_sql(include_str!("schema.sql"))
        .execute(&pool)
        .await?;
    Ok(pool)
}

/// Makes a database in memory that has the users john and susan.
async fn demo() -> Result<SqlitePool, sqlx::Error> {
    let pool = open("sqlite::memory:").await?;
    sqlx::raw_sql(include_str!("demo.sql"))
        .execute(&pool)
        .await?;
    Ok(pool)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    // As in `sqlite://todos.sqlite?mode=rwc`. The example `sqlite-users` shows how users get into such a file.
    let pool = match std::env::var("DATABASE_URL") {
        Ok(url) => open(&url).await?,
        Err(_) => demo().await?,
    };
    let tokens = Tokens::random()?;
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(AppState { pool, tokens })).await?;
    Ok(())
}
