use httpauth::routing::Router;

fn app(open: axum::Router) -> Router {
    Router::new().nest("/nested", open.clone()).merge(open)
}

fn main() {}
