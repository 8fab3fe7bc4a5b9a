use axum::extract::State;
use httpauth::public;
use httpauth::routing::{Router, get};

#[public]
async fn index(_: State<u64>) {}

fn app() -> Router {
    Router::new().route("/", get(index)).with_state("text")
}

fn main() {}
