//! A public handler answers as the plain function does.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing::post};
use httpauth::public;
use httpauth_tests::{Answer, Call};

/// Writes each handler twice, plain and public.
macro_rules! handlers {
    ($($(#[$attribute:meta])* async fn $name:ident($($parameters:tt)*) $(-> $answer:ty)? $body:block)*) => {
        mod plain {
            use super::*;
            $($(#[$attribute])* pub(super) async fn $name($($parameters)*) $(-> $answer)? $body)*
        }

        mod marked {
            use super::*;
            $(#[public] $(#[$attribute])* pub(super) async fn $name($($parameters)*) $(-> $answer)? $body)*
        }

        fn routers() -> [Router; 2] {
            [
                Router::new()$(.route(concat!("/", stringify!($name), "/{id}"), post(plain::$name)))*.with_state(7),
                Router::new()$(.route(concat!("/", stringify!($name), "/{id}"), post(marked::$name)))*.with_state(7),
            ]
        }

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

handlers! {
    async fn nothing() {}
    async fn head(Path(id): Path<u8>) -> String { id.to_string() }
    async fn body(text: String) -> String { text }
    async fn bytes_of_one(body: Bytes) -> Response { body.into_response() }
    async fn json(Json(number): Json<u8>) -> String { number.to_string() }
    async fn several(method: Method, State(number): State<u64>, text: String) -> String { format!("{method} {number} {text}") }
    async fn heads(Path(id): Path<u8>, query: Query<Vec<(String, String)>>) -> String { format!("{id} {query:?}") }
    async fn maybe(id: Option<Path<u8>>, headers: HeaderMap) -> String { format!("{id:?} {}", headers.len()) }
    async fn fails(Path(id): Path<String>) -> Result<String, StatusCode> {
        let number: u8 = id.parse().map_err(|_| StatusCode::IM_A_TEAPOT)?;
        Ok(number.to_string())
    }
    #[must_use]
    async fn opaque() -> impl IntoResponse { (StatusCode::CREATED, [("x-made", "yes")], "made") }
}

fn seen(answer: Answer) -> (StatusCode, HeaderMap, String) {
    (answer.status, answer.headers, answer.body)
}

/// Shows that extractors, their rejections, bodies and answers are those of the plain handler.
#[tokio::test]
async fn a_public_handler_answers_as_the_plain_one() {
    let [plain, marked] = routers();
    for name in NAMES {
        for id in ["1", "x"] {
            for body in ["", "5", "x"] {
                let call = || {
                    let call = Call::new(Method::POST, &format!("/{name}/{id}?a=1")).body(body);
                    call.header("content-type", "application/json")
                };
                let (plain, marked) = (call().send(&plain).await, call().send(&marked).await);
                assert_eq!(seen(marked), seen(plain), "{name} {id} {body:?}");
            }
        }
    }
}
