use axum::Json;
use axum::extract::State;
use httpauth::routing::{Router, get};

async fn open(_: State<u64>, _: Json<u64>) {}

fn app() -> Router<u64> {
    Router::new().route("/", get(open))
}

fn main() {}
