//! Traits of the application that every type has, whose methods are called as one might call those of the library. A method
//! by value would be found before one by reference.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use httpauth::{
    AsScope, ProtectedResource, error_handler, get_user_roles, login_required, protected_resource,
    token_auth, verify_token,
};
use httpauth_tests::Call;

/// Says yes to everything.
trait Agreeable: Sized {
    fn of<R: ?Sized>(self, _: &R) -> bool {
        true
    }

    fn held(self) -> fn(usize) -> bool {
        |_| true
    }

    fn scope(self) -> Option<String> {
        Some("everything".to_owned())
    }

    fn respond(self, _: StatusCode) -> Response {
        StatusCode::OK.into_response()
    }
}

impl<T> Agreeable for T {}

#[derive(PartialEq)]
enum Role {
    Admin,
    User,
}

impl AsScope for Role {
    fn as_scope(&self) -> Option<&str> {
        Some("own")
    }
}

/// Equals the texts of its roles.
impl PartialEq<&str> for Role {
    fn eq(&self, other: &&str) -> bool {
        (*self == Self::Admin) == (*other == "admin")
    }
}

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token(token: &str) -> Option<String> {
    Some(token.to_owned())
}

#[get_user_roles]
fn get_user_roles(user: &str) -> Role {
    if user == "susan" {
        Role::Admin
    } else {
        Role::User
    }
}

#[protected_resource]
fn protected_resource() -> ProtectedResource {
    ProtectedResource::new("https://a.example/", "https://b.example")
}

#[error_handler]
fn error_handler() -> &'static str {
    "no"
}

#[login_required(role = Role::Admin)]
async fn typed() {}

#[login_required(role = "admin")]
async fn text() {}

#[tokio::test]
async fn the_methods_of_other_traits_decide_nothing() {
    let app: Router = Router::new()
        .route("/typed", get(typed))
        .route("/text", get(text));
    for (path, scope) in [("/typed", "own"), ("/text", "admin")] {
        let admin = Call::get(path).bearer("susan").send(&app).await;
        admin.assert_ok("");
        let user = Call::get(path).bearer("john").send(&app).await;
        assert_eq!((user.status, &*user.body), (StatusCode::FORBIDDEN, "no"));
        let challenge = user.values("www-authenticate").join("");
        assert!(
            challenge.contains(&format!("scope=\"{scope}\"")),
            "{challenge}"
        );
    }
    assert!(
        0.of("") && 0.held()(0) && 0.scope().is_some() && 0.respond(StatusCode::OK).status() == 200
    );
}
