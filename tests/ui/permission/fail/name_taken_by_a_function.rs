// A function beside the import of a permission of its name. The rule of the route means the permission.
use axum::{Router, routing::put};
use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

mod perms {
    use super::{Auth, User, permission};

    #[permission]
    pub(super) fn owns_todo(_: &User) -> bool {
        true
    }
}

use perms::owns_todo;

fn owns_todo(_: &User) -> bool {
    false
}

#[login_required(permission = owns_todo)]
async fn edit() {}

fn main() {
    let _: Router = Router::new().route("/", put(edit));
}
