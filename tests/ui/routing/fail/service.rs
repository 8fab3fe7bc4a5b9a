use httpauth::routing::{Router, get_service};
use tower_http::services::ServeDir;

fn app() -> Router {
    Router::new()
        .route("/file", get_service(ServeDir::new("assets")))
        .route_service("/other", ServeDir::new("assets"))
        .nest_service("/assets", ServeDir::new("assets"))
        .fallback_service(ServeDir::new("assets"))
}

fn main() {}
