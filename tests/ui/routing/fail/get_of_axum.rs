use axum::routing::get;
use httpauth::routing::Router;

async fn open() {}

fn app() -> Router {
    Router::new().route("/", get(open))
}

fn main() {}
