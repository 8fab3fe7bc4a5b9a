use httpauth::routing::{Router, get};

fn app() -> Router {
    Router::new().route("/", get(|| async { "open" }))
}

fn main() {}
