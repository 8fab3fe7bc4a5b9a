//! Cases 101 to 108, about roles. 102 and 105 are compile errors in `tests/ui`.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{Reason, get_user_roles, login_required, token_auth, verify_token};
use httpauth_tests::Call;

use crate::apps::{App, BASIC, KEY};

const FORBIDDEN: &str = r#"Bearer realm="Staff only", error="insufficient_scope", scope="admin""#;

/// Returns the subset of `roles` that the bits of `set` choose, with dots between.
pub(crate) fn subset(roles: &[&str], set: usize) -> String {
    let chosen = roles.iter().enumerate();
    let chosen = chosen.filter(|(bit, _)| set & 1 << bit != 0);
    chosen.map(|(_, role)| *role).collect::<Vec<_>>().join(".")
}

/// `["admin", ["editor", "chief"]]`, for all sets of these roles and one that the rule does not name.
#[tokio::test]
async fn case_101_130_the_truth_table() {
    let app = App::new();
    for set in 0..16 {
        let roles = subset(&["admin", "editor", "chief", "other"], set);
        let has = |role| roles.split('.').any(|own| own == role);
        let answer = app
            .send(Call::get("/bearer/admin").bearer(&format!("token{roles}")))
            .await;
        if has("admin") || (has("editor") && has("chief")) {
            answer.assert_ok(&format!("Hello, {roles}!"));
        } else {
            answer.assert_refused(Reason::Forbidden, &[FORBIDDEN]);
        }
        app.seen
            .assert(&[&format!("token{roles}"), &format!("roles of {roles}")]);
    }
}

#[tokio::test]
async fn case_103_a_role_is_exact() {
    let app = App::new();
    for roles in [
        "Admin",
        "ADMIN",
        " admin",
        "admin ",
        "admins",
        "adm",
        "admin,editor",
        "",
    ] {
        let answer = app
            .send(Call::get("/basic/admin").basic(roles, "sesame"))
            .await;
        answer.assert_refused(Reason::Forbidden, &[BASIC]);
    }
    let answer = app
        .send(Call::get("/basic/admin").basic("admin", "sesame"))
        .await;
    answer.assert_ok("Hello, admin!");
}

/// An unknown client gets a 401 and is not asked for roles. A user without the role gets a 403.
#[tokio::test]
async fn case_106_401_before_403() {
    let app = App::new();
    app.refuses(Call::get("/basic/admin"), Reason::Missing, BASIC)
        .await;
    let call = Call::get("/basic/admin").basic("admin", "wrong");
    app.refuses_after(call, "admin:wrong", BASIC).await;
    let call = Call::get("/basic/admin").authorization("Basic !");
    app.refuses(call, Reason::Malformed, BASIC).await;
    let answer = app
        .send(Call::get("/basic/admin").basic("john", "hello"))
        .await;
    answer.assert_refused(Reason::Forbidden, &[BASIC]);
    app.seen.assert(&["john:hello", "roles of john"]);
}

/// The error code is Bearer's in RFC 6750, and no other scheme sends it.
#[tokio::test]
async fn case_107_403_with_insufficient_scope() {
    let app = App::new();
    let answer = app
        .send(Call::get("/bearer/admin").bearer("tokenjohn"))
        .await;
    answer.assert_refused(Reason::Forbidden, &[FORBIDDEN]);
    let answer = app
        .send(Call::get("/key/admin").header("X-API-Key", "tokenjohn"))
        .await;
    answer.assert_refused(Reason::Forbidden, &[KEY]);
}

#[derive(PartialEq)]
enum Role {
    Admin,
    Editor,
}

/// The behaviour of the callback when it is asked for the roles of the user `token`.
#[derive(Clone, Copy)]
enum Outcome {
    Deleted,
    Database,
    Admin,
    Editor,
}

#[token_auth(state = Outcome)]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

#[get_user_roles]
async fn get_user_roles(
    _user: &(),
    State(outcome): State<Outcome>,
) -> Result<Option<Role>, (StatusCode, &'static str)> {
    match outcome {
        Outcome::Deleted => Ok(None),
        Outcome::Database => Err((StatusCode::SERVICE_UNAVAILABLE, "try again")),
        Outcome::Admin => Ok(Some(Role::Admin)),
        Outcome::Editor => Ok(Some(Role::Editor)),
    }
}

#[login_required(role = Role::Admin)]
async fn admin() -> &'static str {
    "in"
}

#[login_required(role = Role::Admin, optional)]
async fn optional() -> &'static str {
    "in"
}

fn app(outcome: Outcome) -> Router {
    Router::new()
        .route("/", get(admin))
        .route("/optional", get(optional))
        .with_state(outcome)
}

/// A callback that fails is neither a 403 nor a pass.
#[tokio::test]
async fn case_104_a_callback_that_fails_answers_for_itself() {
    for path in ["/", "/optional"] {
        let answer = Call::get(path)
            .bearer("x")
            .send(&app(Outcome::Database))
            .await;
        answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "try again");
    }
}

/// Roles of the program's own type have no word for the scope.
#[tokio::test]
async fn case_107_a_typed_role_has_no_scope() {
    let answer = Call::get("/").bearer("x").send(&app(Outcome::Editor)).await;
    let challenge = r#"Bearer realm="Authentication Required", error="insufficient_scope""#;
    answer.assert_refused(Reason::Forbidden, &[challenge]);
    let answer = Call::get("/").bearer("x").send(&app(Outcome::Admin)).await;
    answer.assert_ok("in");
}

#[tokio::test]
async fn case_108_a_user_who_is_gone_has_no_roles() {
    let answer = Call::get("/")
        .bearer("x")
        .send(&app(Outcome::Deleted))
        .await;
    let challenge = r#"Bearer realm="Authentication Required", error="insufficient_scope""#;
    answer.assert_refused(Reason::Forbidden, &[challenge]);
}

mod words {
    use super::*;

    #[token_auth]
    struct Auth;

    #[verify_token]
    fn verify_token(token: &str) -> Option<String> {
        Some(token.to_owned())
    }

    #[get_user_roles]
    fn get_user_roles(user: &String) -> &str {
        user
    }

    #[login_required(role = ["two words", "quo\"te", ["one", "two"], "three"])]
    async fn scope() -> &'static str {
        "in"
    }

    #[login_required(role = "two words")]
    async fn no_scope() -> &'static str {
        "in"
    }

    /// A scope is made of words that need no escape. The challenge names the first alternative that consists of such
    /// words, if any.
    #[tokio::test]
    async fn case_107_a_scope_is_legal() {
        let app: Router = Router::new()
            .route("/", get(scope))
            .route("/none", get(no_scope));
        let challenge = r#"Bearer realm="Authentication Required", error="insufficient_scope""#;
        let answer = Call::get("/").bearer("x").send(&app).await;
        let with_scope = format!("{challenge}, scope=\"one two\"");
        answer.assert_refused(Reason::Forbidden, &[&with_scope]);
        let answer = Call::get("/none").bearer("x").send(&app).await;
        answer.assert_refused(Reason::Forbidden, &[challenge]);
        Call::get("/")
            .bearer("three")
            .send(&app)
            .await
            .assert_ok("in");
    }
}
