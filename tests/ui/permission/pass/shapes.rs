//! Permissions of every shape, with every lint on.
#![deny(warnings)]
#![warn(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    clippy::pedantic
)]
// As axum's users must.
#![allow(clippy::unused_async, clippy::needless_pass_by_value)]

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::{Router, routing::get};
use httpauth::{basic_auth, login_required, permission, verify_password};

#[derive(Clone, Debug)]
struct User {
    id: u64,
}

#[basic_auth(state = u64)]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    username.parse().ok().map(|id| User { id })
}

/// The permissions of the program.
mod perms {
    use super::{Auth, Method, Path, State, StatusCode, User, permission};

    /// An async one with extractors.
    #[permission]
    pub(super) async fn owns_todo(
        User { id }: &User,
        Path(owner): Path<u64>,
        State(root): State<u64>,
    ) -> bool {
        *id == owner || *id == root
    }

    /// An error of its own.
    #[permission(auth = super::Auth)]
    pub(super) fn may_read(user: &User, method: Method) -> Result<bool, StatusCode> {
        if method == Method::GET {
            Ok(user.id > 0)
        } else {
            Err(StatusCode::NOT_FOUND)
        }
    }

    /// With a name that is a word of the language, and a lifetime.
    #[permission]
    pub(super) fn r#where<'a>(_: &'a User) -> bool {
        true
    }

    /// Nobody names it.
    #[permission]
    #[allow(dead_code)]
    fn never(user: &User) -> bool {
        user.id == 0
    }

    #[cfg(any())]
    #[permission]
    fn gone(_: Gone) {}
}

use perms::owns_todo;

#[login_required(role = [permission(owns_todo), [permission(perms::may_read), permission(perms::r#where)]])]
async fn edit() {}

#[login_required(permission = owns_todo)]
struct Owners;

#[login_required(policy = Owners)]
async fn list() {}

#[test]
fn compiles() {
    // The function is still there by its name.
    let _ = owns_todo;
    let _: Router<u64> = Router::new().route("/{id}", get(edit).post(list));
    let _ = Owners;
}
