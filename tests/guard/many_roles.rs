//! Rules with so many roles that the user's are looked up among them, against the plain reading of the same rules.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    basic_auth, get_user_roles, login_required, multi_auth, permission, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::{Call, Seen};
use proptest::collection::vec;
use proptest::prelude::*;

struct User(Vec<String>);

#[basic_auth(state = Seen)]
struct Auth;

/// Lets everybody in. The name is a list of the user's roles.
#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    Some(User(username.split(',').map(str::to_owned).collect()))
}

#[get_user_roles]
fn get_user_roles(user: &User) -> &[String] {
    &user.0
}

#[permission]
fn denied(_: &User, State(seen): State<Seen>) -> bool {
    seen.record("denied");
    false
}

#[permission]
fn granted(_: &User, State(seen): State<Seen>) -> bool {
    seen.record("granted");
    true
}

/// A role that is not a literal.
const EDITOR: &str = "ab";

/// Declares the handler of a rule with many more roles, which no user has.
macro_rules! handler {
    ($handler:ident, $auth:ident: $([$($role:tt),+]),+; $($permissions:tt)*) => {
        #[login_required(auth = $auth, role = [
            $([$($role),+],)+
            "x00", "x01", "x02", "x03", "x04", "x05", "x06", "x07", "x08", "x09", "x10", "x11", "x12", "x13", "x14",
            "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x29"
            $($permissions)*
        ])]
        async fn $handler() {}
    };
}

/// Declares such a handler, and the same rule as data.
macro_rules! rule {
    ($rule:ident, $handler:ident: $([$($role:tt),+]),+; $($permissions:tt)*) => {
        const $rule: &[&[&str]] = &[$(&[$($role),+]),+];

        handler!($handler, Auth: $([$($role),+]),+; $($permissions)*);
    };
}

rule!(ROLES, by_roles: ["b", "a"], ["aaa"], [EDITOR, "bb"], ["bab", "a", "aa"];);
rule!(
    BOTH, by_both: ["aaa"], ["bb", EDITOR];
    , ["b", permission(denied)], ["a", "aa", permission(granted)]
);

/// Reads a rule in the plain way.
fn holds(rule: &[&[&str]], user: &[String]) -> bool {
    let has = |role: &&str| !role.is_empty() && user.iter().any(|own| own == role);
    rule.iter().any(|alternative| alternative.iter().all(has))
}

/// Sends a request of the user, and returns its status and the permissions that were asked.
fn send(path: &str, user: &[String]) -> (StatusCode, Vec<String>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let seen = Seen::default();
    let app = Router::new()
        .route("/by_roles", get(by_roles))
        .route("/by_both", get(by_both));
    let app = app.with_state(seen.clone());
    let call = Call::get(path).basic(&user.join(","), "");
    let status = runtime.block_on(call.send(&app)).status;
    (status, seen.take())
}

proptest! {
    /// The roles decide as each role of the user compared with each of the rule. Permissions are asked left to right,
    /// after the roles, and only where the roles beside them are there.
    #[test]
    fn a_rule_with_many_roles_decides_as_the_plain_way(user in vec("[ab]{0,3}", 1..8)) {
        let status = |admits| if admits { StatusCode::OK } else { StatusCode::FORBIDDEN };
        prop_assert_eq!(send("/by_roles", &user), (status(holds(ROLES, &user)), vec![]));
        let by_roles = holds(BOTH, &user);
        let (first, last) = (holds(&[&["b"]], &user), holds(&[&["a", "aa"]], &user));
        let asked = [("denied", first), ("granted", last)];
        let asked = asked.into_iter().filter(|(_, open)| *open && !by_roles);
        let expected = asked.map(|(name, _)| name.to_owned()).collect();
        prop_assert_eq!(send("/by_both", &user), (status(by_roles || last), expected));
    }
}

/// A role that compares as it likes, and is not text.
struct Caseless(String);

impl PartialEq<&str> for Caseless {
    fn eq(&self, other: &&str) -> bool {
        self.0.eq_ignore_ascii_case(other)
    }
}

#[basic_auth]
struct Own;

#[token_auth]
struct Text;

#[multi_auth(Own, Text)]
struct Both;

/// Lets everybody in. The name is the user's one role.
#[verify_password(auth = Own)]
fn verify_own(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = Text)]
fn verify_text(token: &str) -> Option<String> {
    Some(token.to_owned())
}

#[get_user_roles(auth = Own)]
fn own_roles(username: &str) -> Vec<Caseless> {
    vec![Caseless(username.to_owned())]
}

#[get_user_roles(auth = Text)]
fn text_roles(token: &str) -> Option<String> {
    Some(token.to_owned())
}

handler!(by_own, Own: ["aaa"], ["bb"], [EDITOR];);
handler!(by_members, Both: ["aaa"], ["bb"], [EDITOR];);

/// Roles of a type of the application are compared with each literal, by themselves and beside the text of another member.
#[tokio::test]
async fn roles_of_an_own_type_decide() {
    let app: Router = Router::new()
        .route("/own", get(by_own))
        .route("/members", get(by_members));
    for (role, own, text) in [
        ("aaa", 200, 200),
        ("AAA", 200, 403),
        ("X29", 200, 403),
        ("aB", 200, 403),
        ("aa", 403, 403),
    ] {
        let answer = Call::get("/own").basic(role, "").send(&app).await;
        assert_eq!(answer.status, own, "{role}");
        let answer = Call::get("/members").basic(role, "").send(&app).await;
        assert_eq!(answer.status, own, "{role}");
        let answer = Call::get("/members").bearer(role).send(&app).await;
        assert_eq!(answer.status, text, "{role}");
    }
}
