use axum::handler::Handler;
use httpauth::routing::{Router, get};
use tower::layer::util::Identity;

async fn open() {}

fn app() -> Router {
    Router::new().route("/", get(open.layer(Identity::new())))
}

fn main() {}
