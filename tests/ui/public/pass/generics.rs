#![deny(warnings)]

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, State};
use axum::http::{HeaderMap, Method};
use axum::response::IntoResponse;
use httpauth::public;
use httpauth::routing::{Router, get};

trait Greeting: Clone + Send + Sync + 'static {
    const WORD: &'static str;
}

#[derive(Clone)]
struct Hello;

impl Greeting for Hello {
    const WORD: &'static str = "hello";
}

#[public]
async fn typed<T: Greeting>() -> &'static str {
    T::WORD
}

#[public]
async fn bounded<T, E>(State(_): State<T>, mut extracted: E) -> String
where
    T: Greeting,
    E: FromRequest<T> + AsMut<[u8]>,
{
    format!("{} {}", T::WORD, extracted.as_mut().len())
}

#[public]
async fn constant<const N: usize>(Path(id): Path<String>) -> impl IntoResponse {
    ([("x-greeting", "hello")], id.repeat(N))
}

#[public]
async fn anonymous(_: HeaderMap, body: Bytes) -> Result<Bytes, impl IntoResponse> {
    if body.is_empty() {
        Err("empty")
    } else {
        Ok(body)
    }
}

#[public]
async fn question_mark(text: String) -> Result<String, String> {
    let number: u32 = text.parse().map_err(|error| format!("{error}"))?;
    Ok(number.to_string())
}

#[public]
#[rustfmt::skip]
async fn as_many_as_axum_takes(
    _: Method, _: Method, _: Method, _: Method, _: Method, _: Method, _: Method, _: Method,
    _: Method, _: Method, _: Method, _: Method, _: Method, _: Method, _: Method, _: Bytes,
) {
}

struct Body(Vec<u8>);

impl AsMut<[u8]> for Body {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl FromRequest<Hello> for Body {
    type Rejection = ();

    async fn from_request(_: axum::extract::Request, _: &Hello) -> Result<Self, ()> {
        Ok(Self(Vec::new()))
    }
}

#[test]
fn compiles() {
    let _app: Router = Router::new()
        .route("/typed", get(typed::<Hello>).post(bounded::<Hello, Body>))
        .route("/constant/{id}", get(constant::<3>).post(anonymous))
        .route("/body", get(as_many_as_axum_takes).post(question_mark))
        .with_state(Hello);
}
