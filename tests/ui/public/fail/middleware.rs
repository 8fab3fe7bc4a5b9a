use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use httpauth::public;

#[public]
async fn pass(request: Request, next: Next) -> Response {
    next.run(request).await
}

fn main() {}
