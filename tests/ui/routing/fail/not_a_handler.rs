use httpauth::public;
use httpauth::routing::{Router, get};

struct Nothing;

#[public]
async fn index(_: Nothing) {}

fn app() -> Router {
    Router::new().route("/", get(index))
}

fn main() {}
