use axum::http::StatusCode;
use httpauth::routing::{Router, any};

fn app() -> Router {
    Router::new().route("/", any(StatusCode::OK))
}

fn main() {}
