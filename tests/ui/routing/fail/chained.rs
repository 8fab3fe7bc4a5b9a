use httpauth::public;
use httpauth::routing::{Router, get};

#[public]
async fn index() {}

async fn open() {}

fn app() -> Router {
    Router::new().route("/", get(index).post(open))
}

fn main() {}
