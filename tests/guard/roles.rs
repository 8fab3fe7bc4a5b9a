//! The roles of the user as a parameter of the handler.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get};
use httpauth::{
    CurrentRoles, CurrentUser, NoCurrentRoles, Reason, basic_auth, get_user_roles, guard,
    login_required, permission, testing, token_auth, verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Seen};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

type Names = Vec<String>;

#[derive(Clone)]
struct User {
    roles: Names,
}

#[basic_auth(state = Seen)]
struct Auth;

/// Lets everybody in. The name is a list of the user's roles.
#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    let roles = username.split(',').map(str::to_owned).collect();
    Some(User { roles })
}

/// Returns what borrows from the user, or fails as a database does.
#[get_user_roles]
fn get_user_roles(user: &User, State(seen): State<Seen>) -> Result<&[String], StatusCode> {
    seen.record("roles");
    match user.roles.as_slice() {
        [down] if down == "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        roles => Ok(roles),
    }
}

#[permission]
fn never(_: &User) -> bool {
    false
}

#[permission]
fn ever(_: &User) -> bool {
    true
}

#[login_required(role = "user")]
struct Users;

/// Declares handlers by their rules, which answer the roles, and routes each at its name.
macro_rules! handlers {
    ($($name:ident($($rule:tt)*))+) => {
        $(
            #[login_required($($rule)*)]
            async fn $name(user: CurrentUser<User>, roles: CurrentRoles<Names>) -> String {
                assert_eq!(user.roles, *roles);
                roles.join("+")
            }
        )+

        fn routes() -> Router<Seen> {
            Router::new()$(.route(concat!("/", stringify!($name)), any($name)))+
        }
    };
}

handlers! {
    any_user()
    by_role(role = "user")
    by_roles(role = ["admin", ["user", "editor"]])
    by_permission(permission = ever)
    by_both(role = ["admin", permission(ever)])
    by_policy(policy = Users)
    refused(permission = never)
    published(extensions)
}

/// The roles are those of the callback, which is asked once, whether the rule asks it too or not.
#[tokio::test]
async fn the_roles_are_asked_for_once() {
    let seen = Seen::default();
    let app = routes().with_state(seen.clone());
    for path in [
        "/any_user",
        "/by_role",
        "/by_roles",
        "/by_permission",
        "/by_both",
        "/by_policy",
        "/published",
    ] {
        let answer = Call::get(path).basic("user,editor", "").send(&app).await;
        answer.assert_ok("user+editor");
        assert_eq!(seen.take(), ["roles"], "{path}");
    }
}

/// A request that may not pass is refused as without the parameter, and a failed callback is its own answer.
#[tokio::test]
async fn refusals_stay_what_they_are() {
    let seen = Seen::default();
    let app = routes().with_state(seen.clone());
    for path in [
        "/any_user",
        "/by_role",
        "/by_both",
        "/by_permission",
        "/by_policy",
    ] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        assert_eq!(seen.take(), [""; 0], "{path}");
        let answer = Call::get(path).basic("down", "").send(&app).await;
        answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
        assert_eq!(seen.take(), ["roles"], "{path}");
    }
    let answer = Call::get("/by_role").basic("guest", "").send(&app).await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
    seen.assert(&["roles"]);
    // Nobody needs the roles of a user who is refused without them.
    let answer = Call::get("/refused").basic("user", "").send(&app).await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
    seen.assert(&[]);
}

#[login_required]
async fn without() {}

/// Each guard asks for itself, and a guard whose handler has no parameter for roles does not.
#[tokio::test]
async fn nobody_asks_who_does_not_want_them() {
    let seen = Seen::default();
    let app = routes()
        .route("/without", get(without))
        .layer(guard(Auth).with_state(seen.clone()))
        .with_state(seen.clone());
    Call::get("/without")
        .basic("user", "")
        .send(&app)
        .await
        .assert_ok("");
    seen.assert(&[]);
    Call::get("/any_user")
        .basic("user", "")
        .send(&app)
        .await
        .assert_ok("user");
    seen.assert(&["roles"]);
}

mod perhaps {
    use super::*;

    #[login_required(role = "user", optional)]
    pub(super) async fn optional(roles: Option<CurrentRoles<Names>>) -> String {
        roles.map_or("nobody".to_owned(), |roles| roles.join("+"))
    }

    #[login_required(optional, extensions)]
    pub(super) async fn published(
        _: Option<CurrentUser<User>>,
        roles: Option<CurrentRoles<Names>>,
    ) -> String {
        roles.map_or("nobody".to_owned(), |roles| roles.join("+"))
    }

    /// An outer guard of another object, whose roles are of the same type.
    #[token_auth(header = "x-key")]
    pub(super) struct Key;

    #[verify_token(auth = Key)]
    fn verify_token(token: &str) -> Option<String> {
        Some(token.to_owned())
    }

    #[get_user_roles(auth = Key)]
    fn get_user_roles(_: &str) -> Names {
        vec!["of the key".to_owned()]
    }

    #[login_required(auth = Key)]
    pub(super) async fn taking(
        roles: CurrentRoles<Names>,
        mut request: Request,
        next: Next,
    ) -> Response {
        // As a careless program would, which hands them on.
        request.extensions_mut().insert(roles);
        next.run(request).await
    }
}

/// The roles are the innermost user's, or nobody's. Those of an outer guard never show through.
#[tokio::test]
async fn the_roles_are_those_of_the_innermost_user() {
    let seen = Seen::default();
    let app = routes()
        .route("/optional", get(perhaps::optional))
        .route("/published", get(perhaps::published))
        .layer(from_fn_with_state(seen.clone(), perhaps::taking))
        .with_state(seen.clone());
    let call = |path| Call::get(path).header("x-key", "1");
    for path in ["/optional", "/published"] {
        call(path).send(&app).await.assert_ok("nobody");
    }
    seen.assert(&[]);
    call("/optional")
        .basic("user", "")
        .send(&app)
        .await
        .assert_ok("user");
    call("/any_user")
        .basic("user", "")
        .send(&app)
        .await
        .assert_ok("user");
}

/// Behind no guard of its own the extractor is a 500, whatever a layer has admitted.
#[tokio::test]
async fn without_a_guard_of_its_own_there_are_no_roles() {
    async fn plain(_: CurrentRoles<Names>) {}
    async fn result(roles: Result<CurrentRoles<Names>, NoCurrentRoles>) -> String {
        roles.map_or_else(|error| error.to_string(), |_| "roles".to_owned())
    }
    let app = Router::new()
        .route("/", get(plain))
        .route("/result", get(result))
        .layer(guard(Users).with_state(Seen::default()));
    let call = |path| Call::get(path).basic("user", "");
    let answer = call("/").send(&app).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let message =
        "no guard of this handler put CurrentRoles of this type into the request's extensions";
    call("/result").send(&app).await.assert_ok(message);
}

/// A unit test gives a handler the roles as it gives it an extractor's value.
#[tokio::test]
async fn a_handler_is_tested_with_roles() {
    let roles = vec!["user".to_owned()];
    let user = User {
        roles: roles.clone(),
    };
    let granted = testing::granted(CurrentUser(user), (CurrentRoles(roles),));
    let answer = Answer::read(any_user(granted).await).await;
    answer.assert_ok("user");
}
