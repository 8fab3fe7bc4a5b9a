//! Policies that are named by handlers and by each other, of an object that records its calls.

use axum::Router;
use axum::extract::State;
use axum::http::Extensions;
use axum::routing::get;
use httpauth::{
    CurrentUser, Reason, basic_auth, get_user_roles, guard, login_required, permission,
    verify_password,
};
use httpauth_tests::{Answer, Call, Seen};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth(state = Seen)]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> bool {
    !username.is_empty()
}

/// Answers the words of the username as roles.
#[get_user_roles]
fn get_user_roles(username: &str, State(seen): State<Seen>) -> Vec<String> {
    seen.record("roles");
    username.split(' ').map(str::to_owned).collect()
}

#[permission]
fn is_short(username: &str, State(seen): State<Seen>) -> bool {
    seen.record("is_short");
    username.len() < 15
}

#[login_required(role = "staff")]
struct Staff;

#[login_required(policy = Staff, role = "admin")]
struct Admins;

#[login_required(policy = Admins, permission = is_short)]
struct ShortAdmins;

#[login_required(role = "staff", optional)]
struct Visitors;

#[login_required(policy = Visitors)]
struct Same;

#[login_required(policy = super::named::Staff)]
async fn staff(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(policy = Admins)]
async fn admins() {}

#[login_required(policy = ShortAdmins)]
async fn short_admins() {}

#[login_required(policy = Visitors)]
async fn visitors(user: Option<CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

#[login_required(policy = Same, extensions)]
async fn same(extensions: Extensions) -> String {
    format!("{:?}", extensions.get::<CurrentUser<String>>())
}

async fn index(user: CurrentUser<String>) -> String {
    user.0
}

async fn ask(app: &Router, path: &str, username: &str) -> Answer {
    Call::get(path).basic(username, "hello").send(app).await
}

/// A handler that names a policy is guarded by its object and its rule. A policy of another one has both rules.
#[tokio::test]
async fn a_rule_with_a_name() {
    let seen = Seen::default();
    let app = Router::new()
        .route("/staff", get(staff))
        .route("/admins", get(admins))
        .route("/short", get(short_admins))
        .route("/visitors", get(visitors))
        .with_state(seen.clone());
    for (path, user, status, asked) in [
        ("/staff", "staff", 200, &["roles"][..]),
        ("/staff", "admin", 403, &["roles"]),
        ("/admins", "staff admin", 200, &["roles", "roles"]),
        ("/admins", "admin", 403, &["roles"]),
        ("/admins", "staff", 403, &["roles", "roles"]),
        (
            "/short",
            "staff admin",
            200,
            &["roles", "roles", "is_short"],
        ),
        (
            "/short",
            "staff admin and more",
            403,
            &["roles", "roles", "is_short"],
        ),
        ("/visitors", "staff", 200, &["roles"]),
        ("/visitors", "admin", 403, &["roles"]),
    ] {
        assert_eq!(ask(&app, path, user).await.status, status, "{path} {user}");
        assert_eq!(seen.take(), asked, "{path} {user}");
    }
    Call::get("/visitors").send(&app).await.assert_ok("nobody");
    Call::get("/staff")
        .send(&app)
        .await
        .assert_refused(Reason::Missing, &[CHALLENGE]);
}

/// A policy that is built of another one is a layer as any other.
#[tokio::test]
async fn a_layer_with_two_rules() {
    let layer = guard(Admins).with_state(Seen::default());
    let app = Router::new().route("/", get(index)).layer(layer);
    for (user, status) in [("staff admin", 200), ("staff", 403), ("admin", 403)] {
        assert_eq!(ask(&app, "/", user).await.status, status, "{user}");
    }
}

/// A policy of another one and nothing else has its rule, `optional` too. A handler may publish the user all the same.
#[tokio::test]
async fn a_policy_may_be_another_one_by_another_name() {
    let seen = Seen::default();
    let app = Router::new().route("/", get(same)).with_state(seen);
    Call::get("/").send(&app).await.assert_ok("None");
    let answer = ask(&app, "/", "staff").await;
    answer.assert_ok("Some(CurrentUser(\"staff\"))");
    let answer = ask(&app, "/", "admin").await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
}
