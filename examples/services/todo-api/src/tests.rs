#![allow(clippy::unwrap_used)]

use std::io::Read as _;
use std::sync::Mutex;

use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, WWW_AUTHENTICATE};
use axum::http::request::Builder;
use httpauth::testing;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;
use auth::{People, User};

/// Returns the service with todo 1, which is john's, and todo 2, which is susan's.
async fn service() -> Router {
    let pool = demo().await.unwrap();
    let todos = "INSERT INTO todos (owner, text) VALUES ('john', 'buy milk'), ('susan', 'rest')";
    sqlx::raw_sql(todos).execute(&pool).await.unwrap();
    let tokens = Tokens::random().unwrap();
    app(AppState { pool, tokens })
}

/// Logs this user in. No password is asked for, but the rules are.
fn log_in(service: &Router, name: &str, role: &str) -> Router {
    let (name, role) = (name.to_owned(), role.to_owned());
    let login = testing::login(People, User { name, role });
    service.clone().layer(login)
}

async fn send(service: &Router, request: Builder, body: &str) -> (u16, HeaderMap, String) {
    let request = request.header(CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let (head, body) = service.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, 4096).await.unwrap().to_vec();
    let body = String::from_utf8(body).unwrap();
    (head.status.as_u16(), head.headers, body)
}

/// Sends JSON, and returns the status and the JSON of the answer, or null if it has none.
async fn call(service: &Router, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let request = Request::builder().method(method).uri(path);
    let (status, _, body) = send(service, request, &body.to_string()).await;
    (status, serde_json::from_str(&body).unwrap_or_default())
}

#[tokio::test]
async fn owners_and_admins_may_and_others_learn_nothing() {
    let service = service().await;
    let john = log_in(&service, "john", "user");
    let susan = log_in(&service, "susan", "admin");
    let (nothing, done) = (Value::Null, json!({ "done": true }));
    for method in ["GET", "PATCH", "DELETE"] {
        let unknown = call(&john, method, "/todos/3", &done).await;
        assert_eq!(unknown.0, 404, "{method}");
        assert_eq!(call(&john, method, "/todos/2", &done).await, unknown);
        assert_eq!(call(&susan, method, "/todos/3", &done).await, unknown);
    }
    let mut todo = json!({ "id": 1, "owner": "john", "text": "buy milk", "done": false });
    let found = call(&john, "GET", "/todos/1", &nothing).await;
    assert_eq!(found, (200, todo.clone()));
    todo["done"] = true.into();
    let found = call(&susan, "PATCH", "/todos/1", &done).await;
    assert_eq!(found, (200, todo.clone()));
    let found = call(&john, "GET", "/todos", &nothing).await;
    assert_eq!(found, (200, json!([todo])));
    assert_eq!(call(&john, "DELETE", "/todos/1", &nothing).await.0, 204);
    let (_, left) = call(&susan, "GET", "/todos", &nothing).await;
    assert_eq!(left[0]["id"], 2, "{left}");
}

#[tokio::test]
async fn only_admins_add_todos_for_others() {
    let service = service().await;
    for (role, owner, status) in [
        ("user", "john", 201),
        ("user", "susan", 403),
        ("admin", "susan", 201),
        ("admin", "nobody", 422),
    ] {
        let john = log_in(&service, "john", role);
        let body = json!({ "text": "sell milk", "owner": owner });
        let (found, body) = call(&john, "POST", "/todos", &body).await;
        assert_eq!(found, status, "{role} {owner} {body}");
    }
}

/// Each error has one form, whether a guard, an extractor, a layer or a handler finds it.
#[tokio::test]
async fn errors_are_problem_details() {
    let service = service().await;
    let john = |request: Builder| request.header(AUTHORIZATION, testing::basic("john", "hello"));
    let post = || john(Request::post("/todos"));
    let foreign = post().header("sec-fetch-site", "cross-site");
    for (request, body, status, challenges) in [
        (Request::get("/todos"), "", 401, 2),
        (post(), r#"{"text":"rest","owner":"susan"}"#, 403, 1),
        (foreign, r#"{"text":"rest"}"#, 403, 0),
        (post(), r#"{"text":"rest"#, 400, 0),
        (post(), r#"{"txet":"rest"}"#, 422, 0),
        (john(Request::get("/todos/one")), "", 400, 0),
        (Request::get("/nowhere"), "", 404, 0),
    ] {
        let (found, head, body) = send(&service, request, body).await;
        assert_eq!(found, status, "{body}");
        assert_eq!(head[CONTENT_TYPE], "application/problem+json");
        let found = head.get_all(WWW_AUTHENTICATE).iter().count();
        assert_eq!(found, challenges, "{body}");
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body["status"], status);
    }
}

/// A program has the rights of its user, and gets no further token. The log names the user of each request.
#[tokio::test]
async fn passwords_and_tokens_get_in() {
    let (mut log, writer) = std::io::pipe().unwrap();
    let subscriber = tracing_subscriber::fmt().with_ansi(false);
    let subscriber = subscriber.with_writer(Mutex::new(writer)).finish();
    let logging = tracing::subscriber::set_default(subscriber);
    let service = service().await;
    for (name, password, todo_2) in [("john", "hello", 404), ("susan", "bye", 200)] {
        let basic = testing::basic(name, password);
        let tokens = || Request::post("/tokens");
        let request = tokens().header(AUTHORIZATION, &basic);
        let (_, _, token) = send(&service, request, "").await;
        let bearer = testing::bearer(&token);
        for credentials in [&basic, &bearer] {
            let request = Request::get("/todos/2").header(AUTHORIZATION, credentials);
            assert_eq!(send(&service, request, "").await.0, todo_2, "{name}");
        }
        let request = tokens().header(AUTHORIZATION, bearer);
        assert_eq!(send(&service, request, "").await.0, 401);
        let wrong = Request::get("/todos").header(AUTHORIZATION, testing::basic(name, "wrong"));
        assert_eq!(send(&service, wrong, "").await.0, 401);
    }
    drop(logging);
    let mut lines = String::new();
    log.read_to_string(&mut lines).unwrap();
    for user in ["john", "susan"] {
        let span = format!("request{{method=GET path=\"/todos/2\" user=\"{user}\"}}");
        assert_eq!(lines.matches(&span).count(), 2, "{lines}");
    }
}
