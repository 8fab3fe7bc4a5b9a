//! The types that callbacks may return, form by form.

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use httpauth_tests::Call;

/// An error of the program's own.
enum AppError {
    Database,
}

impl IntoResponse for AppError {
    fn into_response(self) -> axum::response::Response {
        match self {
            Self::Database => (StatusCode::SERVICE_UNAVAILABLE, "database").into_response(),
        }
    }
}

type AppResult<T> = Result<T, AppError>;

/// Checks the answers to all users.
async fn check(app: &Router, fallible: bool) {
    let ask = async |username, password| Call::get("/").basic(username, password).send(app).await;
    ask("john", "hello").await.assert_ok("john");
    for (username, password) in [
        ("john", "bye"),
        ("john", ""),
        ("nobody", "hello"),
        ("nobody", ""),
    ] {
        let answer = ask(username, password).await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{username} {password}"
        );
    }
    if fallible {
        let answer = ask("database", "down").await;
        answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "database");
    }
}

/// Makes a module for each form from the callback's attribute, its signature and its body.
macro_rules! forms {
    ($($name:ident($fallible:literal): $slot:ident($($input:ident),+) -> $verdict:ty = $answer:expr;)+) => {
        $(mod $name {
            use httpauth::{CurrentUser, basic_auth, login_required, $slot};

            use super::*;

            #[basic_auth]
            struct Auth;

            #[$slot]
            async fn callback($($input: &str),+) -> $verdict {
                $answer
            }

            #[login_required]
            async fn index(user: CurrentUser<String>) -> String {
                user.0
            }

            #[tokio::test]
            async fn answers() {
                check(&Router::new().route("/", get(index)), $fallible).await;
            }
        })+
    };
}

fn known(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}

fn user(username: &str, password: &str) -> Option<String> {
    known(username, password).then(|| username.to_owned())
}

fn stored(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

/// Returns the value, unless the database is down.
fn unless_down<T>(username: &str, value: T) -> AppResult<T> {
    if username == "database" {
        Err(AppError::Database)
    } else {
        Ok(value)
    }
}

forms! {
    a_bool(false): verify_password(username, password) -> bool = known(username, password);
    an_option(false): verify_password(username, password) -> Option<String> = user(username, password);
    a_result_of_a_bool(true): verify_password(username, password) -> Result<bool, AppError>
        = unless_down(username, known(username, password));
    a_result_of_an_option(true): verify_password(username, password) -> AppResult<Option<String>>
        = unless_down(username, user(username, password));
    a_str(false): get_password(username) -> Option<&'static str> = stored(username);
    a_string(false): get_password(username) -> Option<String> = stored(username).map(str::to_owned);
    a_str_and_a_user(false): get_password(username) -> Option<(&'static str, String)>
        = stored(username).map(|password| (password, username.to_owned()));
    a_string_and_a_user(false): get_password(username) -> Option<(String, String)>
        = stored(username).map(|password| (password.to_owned(), username.to_owned()));
    a_result_of_a_password(true): get_password(username) -> Result<Option<String>, AppError>
        = unless_down(username, stored(username).map(str::to_owned));
    a_result_of_a_password_and_a_user(true): get_password(username) -> AppResult<Option<(&'static str, String)>>
        = unless_down(username, stored(username).map(|password| (password, username.to_owned())));
}

mod a_hash_that_fails {
    use httpauth::{CurrentUser, basic_auth, get_password, hash_password, login_required};

    use super::*;

    #[basic_auth]
    struct Auth;

    #[get_password]
    fn get_password(username: &str) -> Option<&'static str> {
        stored(username)
    }

    #[hash_password]
    fn hash_password(username: &str, password: &str) -> AppResult<String> {
        unless_down(username, password.to_owned())
    }

    #[login_required]
    async fn index(user: CurrentUser<String>) -> String {
        user.0
    }

    #[tokio::test]
    async fn answers() {
        check(&Router::new().route("/", get(index)), true).await;
    }
}

mod roles {
    use std::collections::{BTreeSet, HashSet};
    use std::sync::Arc;

    use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

    use super::*;

    /// An auth object for each shape of roles.
    macro_rules! shapes {
        ($($name:ident: $roles:ty = $answer:expr;)+) => {
            $(mod $name {
                use super::*;

                #[basic_auth]
                struct Auth;

                #[verify_password]
                fn verify_password(_: &str, _: &str) -> bool {
                    true
                }

                #[get_user_roles]
                fn get_user_roles(user: &String) -> $roles {
                    let answer: fn(&String) -> $roles = $answer;
                    answer(user)
                }

                #[login_required(role = "admin")]
                async fn index() -> &'static str {
                    "in"
                }

                #[tokio::test]
                async fn decide() {
                    let app: Router = Router::new().route("/", get(index));
                    Call::get("/").basic("admin", "x").send(&app).await.assert_ok("in");
                    let answer = Call::get("/").basic("user", "x").send(&app).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN);
                }
            })+
        };
    }

    shapes! {
        borrowed: &str = |user| user;
        owned: String = Clone::clone;
        optional: Option<&str> = |user| Some(user);
        vec: Vec<&str> = |user| vec![user];
        vec_owned: Vec<String> = |user| vec![user.clone()];
        slice: &[String] = std::slice::from_ref;
        array: [&str; 2] = |user| ["other", user];
        hash_set: HashSet<String> = |user| HashSet::from([user.clone()]);
        btree_set: BTreeSet<&str> = |user| BTreeSet::from([user.as_str()]);
        shared: Arc<[String]> = |user| Arc::from([user.clone()]);
        optional_vec: Option<Vec<String>> = |user| Some(vec![user.clone()]);
        fallible: Result<Vec<String>, StatusCode> = |user| Ok(vec![user.clone()]);
    }
}
