#![deny(warnings)]

use axum::extract::State;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, get_user_roles, guard, login_required, token_auth, verify_password,
    verify_token,
};

mod auth {
    pub mod objects {
        #[httpauth::token_auth(state = u8)]
        pub(crate) struct Tokens;
    }
}

use auth::objects;

#[basic_auth]
struct Auth;

#[token_auth]
pub struct Other;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = [objects::Tokens, Other])]
fn verify_token(token: &str) -> Option<String> {
    Some(token.to_owned())
}

#[get_user_roles(auth = [Auth, objects::Tokens])]
fn get_user_roles(user: &str) -> &str {
    user
}

#[login_required]
struct Users;

#[login_required(role = ["admin", ["a", "b"]])]
pub struct Admins;

#[login_required(auth = objects::Tokens, role = "bot", optional)]
pub(crate) struct Bots;

async fn page(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = self::objects::Tokens, role = "bot")]
async fn bots(user: CurrentUser<String>, State(state): State<u8>) -> String {
    format!("{user}{state}")
}

#[login_required(auth = crate::login_required::policies::Other)]
async fn other(user: Option<CurrentUser<String>>) -> String {
    user.map_or_else(String::new, |user| user.0)
}

#[test]
fn compiles() {
    let _app: Router = Router::new()
        .route("/", get(page).post(bots).put(other))
        .layer(guard(Users))
        .layer(guard(Admins))
        .layer(guard(Auth))
        .layer(guard(Bots).with_state(5))
        .with_state(5);
}
