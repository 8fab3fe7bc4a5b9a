use httpauth::{basic_auth, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[permission]
unsafe fn unsafe_one(_: &User) -> bool {
    true
}

#[permission]
fn generic<T>(_: &User) -> bool {
    true
}

#[permission]
fn by_reference(_: &User, _: &axum::http::Method) -> bool {
    true
}

#[permission]
fn opaque(_: &User, _: impl Copy) -> bool {
    true
}

struct Todo;

impl Todo {
    #[permission]
    fn method(&self, _: &User) -> bool {
        true
    }
}

fn main() {}
