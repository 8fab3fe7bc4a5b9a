use httpauth::routing::{MethodRouter, Router};

async fn not_allowed() {}

async fn other_methods() {}

fn app() -> Router {
    Router::new()
        .method_not_allowed_fallback(not_allowed)
        .route("/", MethodRouter::new().fallback(other_methods))
}

fn main() {}
