//! The number of roles that a user has, and of roles that a rule lists. The last of each is the one that fits.

use std::fmt::Write;
use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

use super::over_bare;
use crate::case::Fields;
use crate::{Outcome, Size};

const MOST: usize = 1000;

/// Their names are as long as the one that is asked for, so that a comparison looks at them.
static ROLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let others = (1..MOST).map(|number| format!("role{number:04}"));
    others.chain(["role-end".to_owned()]).collect()
});

#[basic_auth(realm = "x")]
struct Auth;

/// A user with so many roles as the password says.
struct User {
    roles: &'static [String],
}

#[verify_password]
async fn verify_password(_username: &str, password: &str) -> Option<User> {
    let count: usize = password.parse().ok()?;
    let roles = ROLES.get(MOST.checked_sub(count)?..)?;
    Some(User { roles })
}

#[get_user_roles]
fn get_user_roles(user: &User) -> &'static [String] {
    user.roles
}

#[login_required]
async fn none() -> &'static str {
    "Hello, 1!"
}

#[login_required(role = "role-end")]
async fn one() -> &'static str {
    "Hello, 1!"
}

#[login_required(role = ["a", "b", "c", "role-end"])]
async fn four() -> &'static str {
    "Hello, 1!"
}

#[login_required(role = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "role-end"
])]
async fn sixteen() -> &'static str {
    "Hello, 1!"
}

#[login_required(role = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
    "x", "y", "z", "a0", "b0", "c0", "d0", "e0", "f0", "g0", "h0", "i0", "j0", "k0", "l0", "m0", "n0", "o0", "p0", "q0",
    "r0", "s0", "t0", "u0", "v0", "w0", "x0", "y0", "z0", "a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1", "i1", "j1",
    "k1", "role-end"
])]
async fn sixty_four() -> &'static str {
    "Hello, 1!"
}

#[login_required(role = [["role-end", "role-end", "role-end", "role-end"]])]
async fn all_of_four() -> &'static str {
    "Hello, 1!"
}

/// Returns a route that one of 64 roles may enter.
pub(crate) fn sixty_four_route() -> Router {
    Router::new().route("/", get(sixty_four))
}

pub(super) fn measure(size: Size) -> Outcome<String> {
    let routes = [
        ("no rule", get(none)),
        ("one role", get(one)),
        ("any of 4", get(four)),
        ("any of 16", get(sixteen)),
        ("any of 64", get(sixty_four)),
        ("all of 4", get(all_of_four)),
    ];
    let mut text = String::from(
        "| ns over the bare handler, by roles of the user | 1 | 10 | 100 | 1000 |\n|---|--:|--:|--:|--:|\n",
    );
    for (name, route) in routes {
        let app = Router::new().route("/", route);
        let _ = write!(text, "| {name} |");
        for field in [
            "Basic am9objox",
            "Basic am9objoxMA==",
            "Basic am9objoxMDA=",
            "Basic am9objoxMDAw",
        ] {
            let fields = Fields::one("authorization", field.to_owned())?;
            let _ = write!(
                text,
                " {} |",
                over_bare(&app, &fields, StatusCode::OK, size)?
            );
        }
        text.push('\n');
    }
    Ok(text)
}
