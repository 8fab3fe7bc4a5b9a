//! The roles of the members of a multi object as a parameter.

use axum::{Router, routing::get};
use httpauth::{
    CurrentRoles, basic_auth, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::Call;

#[derive(Clone, Debug, PartialEq)]
enum Role {
    Admin,
    User,
}

#[basic_auth]
struct Basic;

#[token_auth]
struct Bearer;

#[multi_auth(Basic, Bearer)]
struct Both;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = Bearer)]
fn verify_token(token: &str) -> Option<String> {
    Some(token.to_owned())
}

#[get_user_roles(auth = Basic)]
fn of_people(_: &str) -> &'static [Role] {
    &[Role::User, Role::Admin]
}

#[get_user_roles(auth = Bearer)]
fn of_programs(_: &str) -> Vec<Role> {
    vec![Role::User]
}

#[login_required(auth = Both, role = Role::User)]
async fn is_admin(roles: CurrentRoles<Vec<Role>>) -> String {
    roles.contains(&Role::Admin).to_string()
}

/// A multi object hands over the roles of the member that granted, in one type of roles.
#[tokio::test]
async fn the_roles_of_a_member() {
    let app: Router = Router::new().route("/", get(is_admin));
    let people = Call::get("/").basic("susan", "");
    people.send(&app).await.assert_ok("true");
    Call::get("/")
        .bearer("t")
        .send(&app)
        .await
        .assert_ok("false");
}
