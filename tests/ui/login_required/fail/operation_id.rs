use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required(operation_id = "")]
async fn empty() {}

#[login_required(operation_id = 7)]
async fn not_text() {}

#[login_required(operation_id)]
async fn no_value() {}

#[login_required(operation_id = "one", operation_id = "other")]
async fn twice() {}

#[login_required(operation_id = "users")]
struct Policy;

#[login_required(operation_id = "logged")]
async fn middleware(request: axum::extract::Request, next: axum::middleware::Next) -> axum::response::Response {
    next.run(request).await
}

fn main() {}
