use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

enum Role {
    Admin,
}

#[login_required(role = permission("admin"))]
async fn text() {}

#[login_required(role = permission(Role))]
async fn a_type() {}

#[login_required(role = permission(Role::Admin))]
async fn a_variant() {}

fn main() {}
