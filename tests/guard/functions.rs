//! Guarded handlers that a unit test calls as functions, by the feature `testing`.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::response::Response;
use httpauth::testing::granted;
use httpauth::{AuthError, CurrentUser, Reason, basic_auth, login_required, verify_password};
use httpauth_tests::{Answer, Seen};

/// A user that is not `Clone`, as a guard before a handler takes it.
struct User {
    name: &'static str,
}

fn john() -> CurrentUser<User> {
    CurrentUser(User { name: "john" })
}

#[basic_auth(state = Seen)]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required]
async fn edit(
    State(seen): State<Seen>,
    CurrentUser(user): CurrentUser<User>,
    Path(id): Path<u64>,
    Json(text): Json<String>,
) -> String {
    seen.record("edit");
    format!("{} {id} {text}", user.name)
}

#[login_required(optional)]
async fn index(user: Option<CurrentUser<User>>, Path(id): Path<u64>) -> String {
    format!("{} {id}", user.map_or("nobody", |user| user.name))
}

#[login_required]
async fn list(Query(page): Query<u64>) -> Result<String, StatusCode> {
    if page > 9 {
        Err(StatusCode::NOT_FOUND)
    } else {
        Ok(page.to_string())
    }
}

#[login_required]
async fn refusing(user: CurrentUser<User>) -> Result<(), AuthError> {
    Err(AuthError::forbidden().because(format!("not {}", user.name)))
}

#[login_required]
async fn empty() {}

#[login_required]
async fn generic<T: ToString + Send>(user: CurrentUser<User>, Json(it): Json<T>) -> String {
    format!("{} {}", user.name, it.to_string())
}

async fn answer(response: Response, field: Option<&str>) -> (u16, String) {
    let answer = Answer::read(response).await;
    let fields = [CACHE_CONTROL, VARY].map(|name| answer.headers.get(name).cloned());
    let expected = field.map(|value| value.parse().unwrap());
    assert_eq!(fields, [expected, None]);
    (answer.status.as_u16(), answer.body)
}

/// Each form of a handler's parameters, with the fields that a guard adds for a user.
#[tokio::test]
async fn handlers_are_called_as_functions() {
    let (seen, private) = (Seen::default(), Some("private"));
    let text = Json("text".to_owned());
    let response = edit(granted(john(), (State(seen.clone()), Path(1), text))).await;
    assert_eq!(
        answer(response, private).await,
        (200, "john 1 text".to_owned())
    );
    seen.assert(&["edit"]);
    let response = index(granted(Some(john()), (Path(2),))).await;
    assert_eq!(answer(response, private).await, (200, "john 2".to_owned()));
    let response = index(granted(None, (Path(3),))).await;
    assert_eq!(answer(response, None).await, (200, "nobody 3".to_owned()));
    for (page, expected) in [(9, (200, "9")), (10, (404, ""))] {
        let response = list(granted((), (Query(page),))).await;
        let (status, body) = answer(response, private).await;
        assert_eq!((status, body.as_str()), expected);
    }
    let response = empty(granted((), ())).await;
    assert_eq!(answer(response, private).await, (200, String::new()));
    let response = generic(granted(john(), (Json(4.5),))).await;
    assert_eq!(
        answer(response, private).await,
        (200, "john 4.5".to_owned())
    );
}

/// The error of a handler stays in the response, where a test can look for it.
#[tokio::test]
async fn a_handler_refuses_by_the_default_answer() {
    let response = refusing(granted(john(), ())).await;
    let answer = Answer::read(response).await;
    answer.assert_refused(Reason::Forbidden, &[]);
    assert_eq!(answer.error().unwrap().description(), Some("not john"));
}
