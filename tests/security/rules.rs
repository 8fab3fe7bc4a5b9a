//! The cases 102 and 130: what a role rule means.

use std::borrow::Cow;
use std::env::{self, VarError};

use axum::Router;
use axum::routing::get;
use httpauth::{get_user_roles, login_required, token_auth, verify_token};
use httpauth_tests::Call;

use crate::roles::subset;

#[token_auth]
struct Auth;

/// A token is the roles of its user with dots between, so that two dots together are a role of no letters.
#[verify_token]
fn verify_token(token: &str) -> Option<Vec<String>> {
    Some(token.split('.').map(str::to_owned).collect())
}

#[get_user_roles]
fn get_user_roles(user: &Vec<String>) -> &[String] {
    user
}

/// Writes the router with a route for each name, which is guarded by the rule.
macro_rules! rules {
    ($($name:ident { $($rule:tt)+ })+) => {{
        let router = Router::new();
        $(
            #[login_required(role = $($rule)+)]
            async fn $name() {}
            let router = router.route(concat!("/", stringify!($name)), get($name));
        )+
        router
    }};
}

async fn passes(app: &Router, rule: &str, roles: &str) -> bool {
    let call = Call::get(&format!("/{rule}")).bearer(roles);
    let status = call.send(app).await.status;
    assert!(status == 200 || status == 403, "{rule} {roles}: {status}");
    status == 200
}

const EMPTY: &str = "";

fn read() -> Result<String, VarError> {
    env::var("A_VARIABLE_THAT_NOBODY_SETS")
}

#[tokio::test]
async fn case_102_empty_text_never_matches() {
    let app = rules! {
        constant { EMPTY }
        computed { [read().unwrap_or_default(), "admin"] }
        one_of_all { [[Cow::Borrowed(EMPTY), Cow::Borrowed("user")]] }
    };
    for rule in ["constant", "computed", "one_of_all"] {
        for roles in [".", "user.", ".user", "user"] {
            assert!(!passes(&app, rule, roles).await, "{rule} {roles}");
        }
    }
    assert!(passes(&app, "computed", ".admin").await);
}

/// A list in parentheses or a block is a list, with the same meaning at each depth.
#[tokio::test]
async fn case_130_wrapped_lists() {
    let app = rules! {
        in_parentheses { (["admin", "moderator"]) }
        in_blocks { { [("admin"), ({ ["moderator", "chief"] })] } }
    };
    for set in 0..16 {
        let roles = subset(&["admin", "moderator", "chief", "other"], set);
        let [admin, moderator, chief] =
            ["admin", "moderator", "chief"].map(|role| roles.contains(role));
        for (rule, expected) in [
            ("in_parentheses", admin || moderator),
            ("in_blocks", admin || (moderator && chief)),
        ] {
            let roles = format!(".{roles}");
            assert_eq!(passes(&app, rule, &roles).await, expected, "{rule} {roles}");
        }
    }
}

/// All sets of four roles each: any of the outer list, all of an inner one.
#[tokio::test]
async fn case_130_the_truth_tables() {
    const C: &str = "c";
    let app = rules! {
        any_with_both { ["a", ["b", C], "d"] }
        two_pairs { [["a", "b"], [C, "d"]] }
        all { [["a", "b", C, "d"]] }
        any { ["a", "b", C, "d"] }
        expressions { [["a"], [if true { "b" } else { "d" }, C]] }
    };
    for set in 0..16 {
        let roles = subset(&["a", "b", "c", "d"], set);
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|role| roles.contains(role));
        for (rule, expected) in [
            ("any_with_both", a || (b && c) || d),
            ("two_pairs", (a && b) || (c && d)),
            ("all", a && b && c && d),
            ("any", a || b || c || d),
            ("expressions", a || (b && c)),
        ] {
            let roles = format!(".{roles}");
            assert_eq!(passes(&app, rule, &roles).await, expected, "{rule} {roles}");
        }
    }
}
