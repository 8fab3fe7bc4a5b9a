//! A service whose document has the guards in it, with Swagger UI to try them: Basic for people, Bearer for programs, and
//! roles for both.
//!
//! ```sh
//! cargo run -p example-openapi
//! ```
//!
//! Then open <http://127.0.0.1:3000/docs/>, press *Authorize*, and log in as `john` with `hello` or with the token
//! `secret-token-1`. Or, in another terminal that runs bash:
//!
//! ```sh
//! curl http://127.0.0.1:3000/health                                                            # ok
//! curl http://127.0.0.1:3000/notes                                                             # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/notes                                               # ["buy milk"]
//! curl -H "Authorization: Bearer secret-token-1" http://127.0.0.1:3000/notes                   # ["buy milk"]
//! curl -u susan:bye http://127.0.0.1:3000/notes --json '{"text":"sell milk"}'                  # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/notes --json '{"text":"rest"}'                      # 1
//! curl -u john:hello -X DELETE -w '%{http_code}' http://127.0.0.1:3000/notes/1                 # 204
//! curl -o >(grep -o '{"Basic":."writer[^}]*}' | head -n 1) http://127.0.0.1:3000/openapi.json    # {"Basic":["writer"]}
//! ```
//!
//! Susan may read, and has no role to write with.
//!
//! `src/tests.rs` asserts that the document and the guards are about the same operations, and walks over all of them.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Json, Router};
use httpauth::openapi::Security;
use httpauth::{
    basic_auth, constant_time_eq, get_user_roles, login_required, multi_auth, public, token_auth,
    verify_password, verify_token,
};
use serde::Deserialize;
use tokio::net::TcpListener;
use tower_http::csrf::CsrfLayer;
use utoipa::openapi::OpenApi;
use utoipa::{Modify, OpenApi as _, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::SwaggerUi;

#[cfg(test)]
mod tests;

/// The auth object of people.
#[basic_auth(realm = "Notes")]
struct Basic;

// In real life the password is stored hashed, as the example `sqlite-users` does it.
#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str) -> bool {
    let expected = match username {
        "john" => "hello",
        "susan" => "bye",
        _ => return false,
    };
    constant_time_eq(password, expected)
}

/// The auth object of programs.
#[token_auth(realm = "Notes")]
struct Bearer;

#[verify_token(auth = Bearer)]
fn verify_token(token: &str) -> Option<String> {
    constant_time_eq(token, "secret-token-1").then(|| "john".to_owned())
}

#[get_user_roles(auth = [Basic, Bearer])]
fn get_user_roles(user: &str) -> Vec<&'static str> {
    if user == "john" {
        vec!["writer"]
    } else {
        Vec::new()
    }
}

/// Either of them. The document has two alternatives for each operation.
#[multi_auth(Basic, Bearer)]
struct Auth;

/// The notes, in the order in which they were added. A deleted one leaves its place.
type Notes = Arc<Mutex<Vec<Option<String>>>>;

/// A note to add.
#[derive(Deserialize, ToSchema)]
struct NewNote {
    /// The text of the note.
    #[schema(example = "buy milk")]
    text: String,
}

/// Returns whether the service is up.
#[utoipa::path(get, path = "/health", responses((status = 200, description = "It is.", body = String)))]
#[public(reason = "load balancers ask it")]
async fn health() -> &'static str {
    "ok"
}

/// Lists the notes.
#[utoipa::path(get, path = "/notes", responses((status = 200, description = "The notes.", body = Vec<String>)))]
#[login_required]
async fn list_notes(State(notes): State<Notes>) -> Json<Vec<String>> {
    let notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
    Json(notes.iter().flatten().cloned().collect())
}

/// Adds a note, and returns its id.
#[utoipa::path(
    post,
    path = "/notes",
    request_body = NewNote,
    responses((status = 201, description = "The id of the note.", body = usize, content_type = "application/json")),
)]
#[login_required(role = "writer")]
async fn add_note(
    State(notes): State<Notes>,
    Json(note): Json<NewNote>,
) -> (StatusCode, Json<usize>) {
    let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
    notes.push(Some(note.text));
    (StatusCode::CREATED, Json(notes.len() - 1))
}

/// Deletes a note.
#[utoipa::path(
    delete,
    path = "/notes/{id}",
    params(("id" = usize, Path, description = "The id of the note.")),
    responses((status = 204, description = "It is gone."), (status = 404, description = "There is no such note.")),
)]
#[login_required(role = "writer")]
async fn delete_note(State(notes): State<Notes>, Path(id): Path<usize>) -> StatusCode {
    let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
    match notes.get_mut(id).and_then(Option::take) {
        Some(_) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

/// The document before the operations are there.
#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "Notes",
    description = "Notes that some may write and others may read",
    license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
))]
struct Api;

/// Returns the routes and their document. The guards are written into it once the routes are there.
fn api() -> (Router, OpenApi) {
    let notes = Notes::new(Mutex::new(vec![Some("buy milk".to_owned())]));
    let (router, mut openapi) = OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(health))
        .routes(routes!(list_notes, add_note))
        .routes(routes!(delete_note))
        .with_state(notes)
        .split_for_parts();
    Security.modify(&mut openapi);
    (router, openapi)
}

/// Returns the service, with the document and a page to try it. Both are public.
fn app() -> Router {
    let (router, openapi) = api();
    // A browser adds the password of john to forms of foreign pages, so these are refused.
    router
        .layer(CsrfLayer::new())
        .merge(SwaggerUi::new("/docs").url("/openapi.json", openapi))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await?;
    Ok(())
}
