// The user's roles as a parameter: every shape that is handed over, patterns, generics, policies, and requests without a
// user.
#![deny(warnings)]

use std::borrow::Cow;
use std::collections::HashSet;

use axum::extract::State;
use axum::{Json, Router, routing::post};
use httpauth::{CurrentRoles, CurrentUser, basic_auth, login_required, verify_password};

/// Declares an auth object whose callback returns roles of a type, and a handler that takes them as another.
macro_rules! shapes {
    ($user:ident; $($name:ident: $returned:ty = $roles:expr => $taken:ty;)+) => {$(
        mod $name {
            use super::*;
            use httpauth::get_user_roles;

            #[basic_auth]
            struct Auth;

            #[verify_password]
            fn verify_password(_: &str, _: &str) -> bool {
                true
            }

            #[get_user_roles]
            fn get_user_roles($user: &str) -> $returned {
                let _ = $user;
                $roles
            }

            #[login_required]
            pub(super) async fn index(CurrentRoles(roles): CurrentRoles<$taken>) {
                let _: $taken = roles;
            }
        }
    )+};
}

shapes! {
    user;
    text: &str = user => String;
    constant: &'static str = "user" => &'static str;
    owned_text: &'static str = "user" => String;
    slice: &[u8] = user.as_bytes() => Vec<u8>;
    optional: Option<&'static str> = None => Option<&'static str>;
    fallible: Result<Vec<String>, String> = Ok(vec![]) => Vec<String>;
    borrowing: Vec<&str> = vec![user] => Vec<String>;
    optional_text: Option<&str> = Some(user) => Option<String>;
    cow: Cow<'_, str> = Cow::Borrowed(user) => String;
    array: &'static [&'static str; 2] = &["user", "editor"] => [&'static str; 2];
    set: HashSet<u8> = HashSet::new() => HashSet<u8>;
}

mod users {
    use super::*;
    use httpauth::get_user_roles;

    #[basic_auth]
    pub struct Auth;

    #[verify_password(anonymous)]
    fn verify_password(_: &str, _: &str) -> bool {
        true
    }

    #[get_user_roles]
    fn get_user_roles(_: &str) -> Vec<String> {
        vec![]
    }

    #[login_required(role = "user", optional)]
    pub(super) struct Policy;
}

use users::{Auth, Policy};

type Roles = Vec<String>;

#[login_required(policy = Policy)]
async fn by_policy(roles: std::option::Option<httpauth::CurrentRoles<Roles>>) -> String {
    roles.map_or_else(String::new, |roles| roles.concat())
}

#[login_required]
async fn generic<T: Clone + ToString + Send + Sync + 'static>(
    State(state): State<T>,
    roles: Option<CurrentRoles<Roles>>,
    _user: Option<CurrentUser<String>>,
    Json(role): Json<String>,
) -> String {
    let has = roles.is_some_and(|roles| roles.has(&role));
    format!("{} {has}", state.to_string())
}

#[test]
fn compiles() {
    let _app: Router = Router::new()
        .route(
            "/a",
            post(text::index)
                .get(constant::index)
                .put(owned_text::index),
        )
        .route(
            "/b",
            post(slice::index).get(optional::index).put(fallible::index),
        )
        .route("/c", post(cow::index).get(array::index).put(set::index))
        .route("/e", post(borrowing::index).get(optional_text::index))
        .route("/d", post(by_policy).put(generic::<u8>))
        .with_state(5);
}
