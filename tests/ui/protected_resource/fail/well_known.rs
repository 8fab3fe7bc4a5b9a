// The route of a document that nobody describes, and one without the state of its object.
use axum::{Router, extract::State};
use httpauth::{ProtectedResource, protected_resource, token_auth, verify_token};

#[token_auth]
struct Empty;

#[token_auth(state = u32)]
struct WithState;

#[protected_resource(auth = WithState)]
fn resource(State(_): State<u32>) -> ProtectedResource {
    ProtectedResource::new("https://api.example.com", "https://login.example.com")
}

#[verify_token(auth = [Empty, WithState])]
fn verify_token(_: &str) -> bool {
    false
}

fn main() {
    let _: Router = Router::new().merge(Empty::well_known());
    let _: Router<String> = Router::new().merge(WithState::well_known());
    let _: httpauth::routing::Router<String> =
        httpauth::routing::Router::new().merge(WithState::well_known());
}
