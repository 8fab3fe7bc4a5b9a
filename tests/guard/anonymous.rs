//! What the access matrix says of objects whose callback may let requests without credentials in.

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::registry::access_matrix;
use httpauth::{
    basic_auth, get_user_roles, login_required, multi_auth, token_auth, verify_password,
    verify_token,
};
use httpauth_tests::Call;

#[basic_auth]
struct Auth;

#[verify_password(anonymous)]
fn verify_password(username: &str, password: &str) -> bool {
    username.is_empty() || password == "hello"
}

#[basic_auth]
struct Guests;

/// Names a user for requests without credentials too.
#[verify_password(auth = Guests, anonymous)]
fn verify_guest(username: &str, password: &str) -> Option<&'static str> {
    (username == password).then_some("guest")
}

#[token_auth]
struct Programs;

#[verify_token(auth = Programs)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[get_user_roles(auth = [Auth, Guests, Programs])]
fn get_user_roles(_: &str) -> &'static str {
    "admin"
}

#[multi_auth(Programs, Auth)]
struct Both;

#[login_required]
struct Users;

#[login_required(policy = Users, role = "admin")]
struct Admins;

/// Declares handlers by their rules, and routes each at its path in the matrix.
macro_rules! handlers {
    ($($name:ident($($rule:tt)*))+) => {
        $(
            #[login_required($($rule)*)]
            async fn $name() {}
        )+

        fn app() -> Router {
            Router::new()$(.route(concat!("/guard::anonymous::", stringify!($name)), get($name)))+
        }
    };
}

handlers! {
    any_user()
    anybody(optional)
    by_role(role = "admin")
    by_policy(policy = Users)
    by_policy_and_role(policy = Admins)
    member(auth = Both)
    member_by_role(auth = Both, role = "admin")
    guest_by_role(auth = Guests, role = "admin")
    program(auth = Programs)
}

/// The matrix tells each handler that a request without credentials may get to. Where a rule asks for roles, it does not know
/// if the callback names a user.
#[tokio::test]
async fn the_matrix_tells_who_passes_without_credentials() {
    let (app, matrix) = (app(), access_matrix());
    let rows = matrix.rows().iter();
    let rows =
        rows.filter(|row| row.handler().starts_with("guard::anonymous::") && row.is_handler());
    let mut found = Vec::new();
    for row in rows {
        let name = row.handler();
        let nobody = Call::get(&format!("/{name}")).send(&app).await;
        let passes = row.anonymous() || row.optional();
        let has_user = row
            .role()
            .is_some_and(|role| role.contains('"') || role == "policy Admins");
        assert!(passes || nobody.status != StatusCode::OK, "{name}");
        assert!(
            !passes || has_user || nobody.status == StatusCode::OK,
            "{name}"
        );
        let text = matrix.to_string();
        let line = text
            .lines()
            .find(|line| line.split(' ').next() == Some(name));
        let mut cells = line.unwrap().split("  ").filter(|cell| !cell.is_empty());
        found.push((
            name.rsplit("::").next().unwrap(),
            row.anonymous(),
            cells.nth(2).unwrap().trim().to_owned(),
        ));
    }
    let found: Vec<_> = found.iter().map(|(a, b, c)| (*a, *b, &**c)).collect();
    assert_eq!(
        found,
        [
            ("any_user", true, "any user, or anonymous"),
            ("anybody", false, "anyone"),
            ("by_policy", true, "policy Users, or anonymous"),
            ("by_policy_and_role", true, "policy Admins, or anonymous"),
            ("by_role", true, "\"admin\", or anonymous"),
            ("guest_by_role", true, "\"admin\", or anonymous"),
            ("member", true, "any user, or anonymous"),
            ("member_by_role", true, "\"admin\", or anonymous"),
            ("program", false, "any user"),
        ]
    );
    let json = serde_json::to_value(&matrix).unwrap();
    let rows = json.as_array().unwrap().iter();
    let anonymous = rows.filter(|row| row["anonymous"] == true).count();
    // The policy is a row of its own.
    assert!(anonymous >= 4, "{anonymous}");
}
