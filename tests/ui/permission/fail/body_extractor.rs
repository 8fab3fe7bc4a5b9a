use httpauth::{basic_auth, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[permission]
async fn owns_todo(_: &User, _: axum::Json<u64>) -> bool {
    true
}

#[permission]
async fn is_text(_: &User, _: axum::body::Bytes) -> bool {
    true
}

fn main() {}
