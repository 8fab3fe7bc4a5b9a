//! What the callback may return, and where its route may go.

use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use httpauth::{AuthError, ProtectedResource, protected_resource, token_auth, verify_token};

type Answer<T> = Result<T, AuthError>;

#[derive(Clone)]
struct App(&'static str);

impl FromRef<App> for &'static str {
    fn from_ref(App(resource): &App) -> Self {
        resource
    }
}

#[token_auth(state = &'static str)]
struct Auth;

#[protected_resource]
async fn resource(State(resource): State<&'static str>) -> Result<ProtectedResource, StatusCode> {
    Ok(ProtectedResource::new(
        resource,
        String::from("https://login.example.com"),
    ))
}

mod api {
    #[httpauth::token_auth(scheme = "DPoP", subprotocol = "dpop.")]
    pub(crate) struct Auth;
}

#[protected_resource(auth = api::Auth)]
fn by_an_alias() -> Answer<ProtectedResource> {
    Err(AuthError::forbidden())
}

#[verify_token(auth = [Auth, api::Auth])]
fn verify_token(_: &str) -> bool {
    false
}

#[test]
fn the_routes_go_into_any_router() {
    let state = App("https://api.example.com");
    let api = api::Auth::well_known().at("/api");
    let app = axum::Router::new().merge(Auth::well_known().at("/todos"));
    let _: axum::Router = app.merge(api.clone()).with_state(state.clone());
    let app = httpauth::routing::Router::new().merge(Auth::well_known().at("/todos"));
    let app = app.merge(api).with_state::<()>(state);
    assert!(app.has_routes());
}
