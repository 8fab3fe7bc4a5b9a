// What may stand in a role rule: literals, and expressions of the role's type.
#![deny(warnings)]

use std::borrow::Cow;
use std::ops::BitOr;

use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[basic_auth]
struct Typed;

#[verify_password(auth = [Auth, Typed])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

const ADMIN: &str = "admin";
static STAFF: [&str; 2] = ["moderator", "contributor"];

fn named(name: &str) -> String {
    name.to_owned()
}

macro_rules! guarded {
    ($name:ident, $role:expr) => {
        #[login_required(role = $role)]
        async fn $name() {}
    };
}

#[login_required(role = [ADMIN, STAFF[0], Cow::Borrowed(STAFF[1]), named("a, b"), { let name = "user"; name }])]
async fn expressions() {}

#[login_required(role = ({ [("admin"), { ([ADMIN, "two words"]) }] }))]
async fn wrapped() {}

guarded!(by_a_macro, ["admin", ["a", ADMIN]]);

#[derive(Clone, Copy, PartialEq)]
struct Role(u8);

impl BitOr for Role {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Role {
    const READ: Self = Self(1);
    const WRITE: Self = Self(2);

    fn any(self) -> Self {
        self
    }
}

#[get_user_roles(auth = Typed)]
fn typed(_: &str) -> [Role; 1] {
    [Role::READ]
}

#[login_required(auth = Typed, role = [Role::READ | Role::WRITE, Role::any(Role::READ), Role(0)])]
async fn values() {}

#[test]
fn compiles() {
    let _: Router = Router::new()
        .route("/expressions", get(expressions))
        .route("/wrapped", get(wrapped))
        .route("/macro", get(by_a_macro))
        .route("/values", get(values));
}
