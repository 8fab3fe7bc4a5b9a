// Borrowed, owned, optional and typed roles, and a `Result` of them by whatever alias.
#![deny(warnings)]

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use axum::extract::State;
use axum::http::StatusCode;
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

struct User {
    name: String,
    roles: Vec<String>,
}

type AppResult<T> = Result<T, StatusCode>;

#[derive(Clone, PartialEq)]
pub enum Role {
    Admin,
    Of(u64),
}

macro_rules! roles {
    ($($name:ident($($head:tt)*) -> $roles:ty { $body:expr }, $role:expr;)+) => {$(
        mod $name {
            use super::*;

            #[basic_auth(state = u8)]
            struct Auth;

            #[verify_password]
            fn verify_password(name: &str, _: &str) -> Option<User> {
                Some(User { name: name.to_owned(), roles: vec![] })
            }

            #[get_user_roles]
            $($head)* -> $roles {
                $body
            }

            #[login_required(role = $role)]
            async fn index() {}

            pub fn app() -> axum::Router<u8> {
                axum::Router::new().route("/", axum::routing::get(index))
            }
        }
    )+};
}

roles! {
    slice(fn roles(user: &User)) -> &[String] { &user.roles }, "admin";
    text(fn roles(user: &User)) -> &str { &user.name }, "admin";
    option(fn roles<'a>(user: &'a User)) -> Option<&'a str> { user.roles.first().map(String::as_str) }, "admin";
    cow(fn roles(user: &User)) -> Vec<Cow<'_, str>> { vec![Cow::Borrowed(&user.name)] }, ["a", ["b", "c"]];
    owned(async fn roles(user: &User, State(_state): State<u8>)) -> Vec<String> { user.roles.clone() }, ["a", "b"];
    alias(async fn roles(user: &User)) -> AppResult<Vec<String>> { Ok(user.roles.clone()) }, "admin";
    result(fn roles(user: &User)) -> Result<&[String], StatusCode> { Ok(&user.roles) }, "admin";
    hashed(fn roles(user: &User)) -> HashSet<String> { user.roles.iter().cloned().collect() }, "admin";
    sorted(fn roles(user: &User)) -> BTreeSet<&str> { user.roles.iter().map(String::as_str).collect() }, "admin";
    typed(fn roles(_: &User)) -> Role { Role::Admin }, Role::Admin;
    with_data(fn roles(user: &User)) -> [Role; 2] { [Role::Admin, Role::Of(user.name.len() as u64)] }, [Role::Of(5), [Role::Admin, Role::Of(1 + 1)]];
    constant(fn roles(_: &User)) -> &'static [&'static str] { &["a"] }, [self::ADMIN, crate::get_user_roles::shapes::ADMIN];
}

pub const ADMIN: &str = "admin";

#[test]
fn compiles() {
    let apps = [
        slice::app,
        text::app,
        option::app,
        cow::app,
        owned::app,
        alias::app,
        result::app,
        hashed::app,
    ];
    for app in apps
        .iter()
        .chain(&[sorted::app, typed::app, with_data::app, constant::app])
    {
        let _ = app();
    }
}
