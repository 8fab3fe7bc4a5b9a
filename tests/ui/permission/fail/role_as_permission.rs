use httpauth::{basic_auth, login_required, permission, verify_password};

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

#[login_required(role = [permission("admin"), permission(Role), permission(Role::Admin)])]
async fn edit() {}

fn main() {}
