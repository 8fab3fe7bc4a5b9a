#![deny(warnings)]

use std::fmt::Display;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::{Json, Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

trait Greeting: Clone + Send + Sync + 'static {
    const WORD: &'static str;
}

#[derive(Clone)]
struct Hello;

impl Greeting for Hello {
    const WORD: &'static str = "hello";
}

#[login_required]
async fn typed<T: Greeting>(user: CurrentUser<String>) -> String {
    format!("{} {user}", T::WORD)
}

#[login_required]
async fn bounded<T, E>(State(state): State<T>, extracted: E, _user: CurrentUser<String>) -> String
where
    T: Greeting,
    E: FromRequestParts<T> + Into<HeaderMap>,
{
    drop(state);
    format!("{} {}", T::WORD, extracted.into().len())
}

#[login_required(optional)]
async fn constant<const N: usize, T: FromStr + Send>(
    user: Option<CurrentUser<String>>,
    Path(_): Path<String>,
) -> String
where
    T::Err: Display,
{
    match "x".repeat(N).parse::<T>() {
        Ok(_) => user.map_or_else(String::new, |user| user.0),
        Err(error) => error.to_string(),
    }
}

#[login_required]
async fn opaque() -> impl IntoResponse {
    ([("x-greeting", "hello")], "opaque")
}

#[login_required]
async fn question_mark(Query(text): Query<String>) -> Result<Json<u32>, String> {
    if text.is_empty() {
        return Err("empty".into());
    }
    let number = text.parse().map_err(|error| format!("{error}"))?;
    Ok(Json(number))
}

#[login_required]
async fn opaque_result(user: CurrentUser<String>) -> Result<impl IntoResponse, impl IntoResponse> {
    if user.0.is_empty() {
        Err("who?")
    } else {
        Ok(user.0)
    }
}

#[test]
fn compiles() {
    let _app: Router = Router::new()
        .route("/typed", get(typed::<Hello>))
        .route("/bounded", get(bounded::<Hello, HeaderMap>))
        .with_state(Hello)
        .route("/constant/{id}", get(constant::<3, u32>))
        .route(
            "/opaque",
            get(opaque).post(question_mark).put(opaque_result),
        );
}
