//! The permissions of a multi object and of its members.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    CurrentUser, Reason, basic_auth, login_required, multi_auth, permission, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::Call;

use super::CHALLENGE;

#[basic_auth]
struct Basic;

#[token_auth]
struct Bearer;

#[multi_auth(Basic, Bearer)]
struct Two;

#[token_auth(header = "x-key")]
struct Key;

#[multi_auth(Two, Key)]
struct Nested;

#[verify_password(auth = Basic)]
fn verify_password(username: &str, _: &str) -> bool {
    !username.is_empty()
}

#[verify_token(auth = [Bearer, Key])]
fn verify_token(token: &str) -> Option<String> {
    Some(token.to_owned())
}

/// All members have it, each for its own users.
#[permission(auth = [Basic, Bearer, Key])]
fn of_the_members(user: &str) -> bool {
    user == "john"
}

/// The multi object has it.
#[permission(auth = Two)]
fn of_the_object(user: &String) -> bool {
    user == "john"
}

#[login_required(auth = Two, permission = of_the_members)]
async fn members(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Two, role = [permission(of_the_object)])]
async fn object(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Nested, permission = of_the_members)]
async fn nested(user: CurrentUser<String>) -> String {
    user.0
}

/// A multi object asks a permission of its own, or that of the member who knows the user. The member challenges.
#[tokio::test]
async fn a_multi_object_asks_its_own_permission_or_that_of_a_member() {
    let app = Router::new()
        .route("/members", get(members))
        .route("/object", get(object))
        .route("/nested", get(nested));
    for path in ["/members", "/object", "/nested"] {
        Call::get(path)
            .basic("john", "")
            .send(&app)
            .await
            .assert_ok("john");
        Call::get(path)
            .bearer("john")
            .send(&app)
            .await
            .assert_ok("john");
        let answer = Call::get(path).basic("susan", "").send(&app).await;
        answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
        let answer = Call::get(path).bearer("susan").send(&app).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
}
