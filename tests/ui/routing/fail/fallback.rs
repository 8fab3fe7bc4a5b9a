use axum::http::Uri;
use httpauth::routing::Router;

async fn missing(_: Uri) {}

fn app() -> Router {
    Router::new().fallback(missing)
}

fn main() {}
