//! Permissions, which are rules over the request, beside roles and alone.

mod members;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    Reason, basic_auth, get_user_roles, guard, login_required, permission, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Seen};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[derive(Clone)]
struct User {
    name: String,
}

#[basic_auth(state = Seen)]
struct Auth;

/// Lets everybody in.
#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    let name = username.to_owned();
    Some(User { name })
}

/// Answers the letters of the user's name in capitals as roles.
#[get_user_roles]
fn get_user_roles(user: &User, State(seen): State<Seen>) -> Vec<String> {
    seen.record("roles");
    let capitals = user.name.chars().filter(char::is_ascii_uppercase);
    capitals.map(String::from).collect()
}

mod perms {
    use super::*;

    /// Writes a permission that the users have whose names contain its letter.
    macro_rules! letters {
        ($($name:ident)+) => {$(
            #[permission]
            pub(super) async fn $name(user: &User, State(seen): State<Seen>) -> bool {
                seen.record(stringify!($name));
                user.name.contains(stringify!($name))
            }
        )+};
    }

    letters!(a b c);

    /// Hides what the user may not know of, and fails where the database does.
    #[permission]
    pub(super) fn owns(user: &User, Path(owner): Path<String>) -> Result<bool, StatusCode> {
        match owner.as_str() {
            "nobody" => Err(StatusCode::NOT_FOUND),
            "down" => Err(StatusCode::OK),
            owner => Ok(owner == user.name),
        }
    }

    #[permission]
    pub(super) async fn is_number(_: &User, Path(_): Path<u64>) -> bool {
        true
    }
}

use perms::{a, b, owns};

/// Declares handlers by their rules, and routes each at its name.
macro_rules! handlers {
    ($($name:ident($($rule:tt)*))+) => {
        $(
            #[login_required($($rule)*)]
            async fn $name() {}
        )+

        fn routes() -> Router<Seen> {
            Router::new()$(.route(concat!("/", stringify!($name)), get($name)))+
        }
    };
}

handlers! {
    alone(permission = a)
    in_a_list(role = [permission(a), permission(perms::b)])
    all(role = [[permission(a), permission(b)]])
    admin_or(role = ["X", permission(a)])
    admin_and(role = [["X", permission(a)], permission(b)])
    beside(role = ["X", permission(a)], permission = b)
    twice(role = [[permission(a), permission(b)], [permission(a), permission(perms::c)]])
    absorbed(role = [[permission(a), permission(b)], permission(b)])
    anybody(role = ["X", permission(a)], optional)
    wrapped(role = ([{ permission((a)) }]))
}

async fn send(app: &Router, path: &str, user: &str) -> Answer {
    Call::get(path).basic(user, "").send(app).await
}

/// The path of a handler, a user, whether the user passes, and the callbacks that are asked, in order.
type Case = (&'static str, &'static str, bool, &'static [&'static str]);

const CASES: &[Case] = &[
    ("/alone", "a", true, &["a"]),
    ("/alone", "x", false, &["a"]),
    ("/in_a_list", "a", true, &["a"]),
    ("/in_a_list", "b", true, &["a", "b"]),
    ("/in_a_list", "x", false, &["a", "b"]),
    ("/all", "ab", true, &["a", "b"]),
    ("/all", "b", false, &["a"]),
    ("/all", "a", false, &["a", "b"]),
    ("/admin_or", "X", true, &["roles"]),
    ("/admin_or", "a", true, &["roles", "a"]),
    ("/admin_or", "x", false, &["roles", "a"]),
    ("/admin_and", "Xa", true, &["roles", "a"]),
    ("/admin_and", "Xb", true, &["roles", "a", "b"]),
    ("/admin_and", "ab", true, &["roles", "b"]),
    ("/admin_and", "a", false, &["roles", "b"]),
    ("/beside", "Xb", true, &["roles", "b"]),
    ("/beside", "ab", true, &["roles", "a", "b"]),
    ("/beside", "b", false, &["roles", "a"]),
    ("/beside", "Xa", false, &["roles", "b"]),
    ("/twice", "ac", true, &["a", "b", "c"]),
    ("/twice", "bc", false, &["a"]),
    ("/absorbed", "a", false, &["b"]),
    ("/anybody", "a", true, &["roles", "a"]),
    ("/anybody", "x", false, &["roles", "a"]),
    ("/wrapped", "a", true, &["a"]),
    ("/wrapped", "x", false, &["a"]),
];

/// The answer to each user by each rule, and the callbacks that were asked for it, in order.
#[tokio::test]
async fn who_may_pass_and_who_is_asked() {
    let seen = Seen::default();
    let app = routes().with_state(seen.clone());
    for (path, user, passes, asked) in CASES {
        let answer = send(&app, path, user).await;
        if *passes {
            assert_eq!(answer.status, StatusCode::OK, "{path} {user}");
        } else {
            answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
        }
        assert_eq!(seen.take(), *asked, "{path} {user}");
    }
    for (path, status) in [
        ("/anybody", StatusCode::OK),
        ("/alone", StatusCode::UNAUTHORIZED),
    ] {
        let answer = Call::get(path).send(&app).await;
        assert_eq!(answer.status, status, "{path} to nobody");
        seen.assert(&[]);
    }
}

/// An error of a permission, or of an extractor before it, is the answer. It is neither a 403 nor a pass.
#[tokio::test]
async fn an_error_is_the_answer() {
    #[login_required(permission = owns)]
    async fn owned() {}
    #[login_required(permission = perms::is_number)]
    async fn numbered() {}
    let app = Router::new()
        .route("/owned/{owner}", get(owned))
        .route("/numbered/{number}", get(numbered))
        .with_state(Seen::default());
    for (path, status) in [
        ("/owned/john", StatusCode::OK),
        ("/owned/susan", StatusCode::FORBIDDEN),
        ("/owned/nobody", StatusCode::NOT_FOUND),
        ("/owned/down", StatusCode::INTERNAL_SERVER_ERROR),
        ("/numbered/5", StatusCode::OK),
        ("/numbered/five", StatusCode::BAD_REQUEST),
    ] {
        let answer = send(&app, path, "john").await;
        assert_eq!(answer.status, status, "{path}");
        let is_granted = status == StatusCode::OK;
        let cached = if is_granted { "private" } else { "no-store" };
        assert_eq!(answer.headers["cache-control"], cached, "{path}");
    }
}

/// A permission stays the function that it was.
#[tokio::test]
async fn a_permission_is_still_a_function() {
    let john = User {
        name: "john".to_owned(),
    };
    assert_eq!(owns(&john, Path("john".to_owned())), Ok(true));
    assert!(!a(&john, State(Seen::default())).await);
}

#[login_required(role = ["X", permission(a)])]
struct Policy;

/// A policy over a router asks too, and a guard further in asks for its own rule, as with roles.
#[tokio::test]
async fn each_guard_asks_for_its_rule_once() {
    let seen = Seen::default();
    let app = routes()
        .layer(guard(Policy).with_state(seen.clone()))
        .with_state(seen.clone());
    let answer = send(&app, "/alone", "ab").await;
    assert_eq!(answer.status, StatusCode::OK);
    seen.assert(&["roles", "a", "a"]);
    let answer = send(&app, "/alone", "b").await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
    seen.assert(&["roles", "a"]);
}

/// Bearer is told the scope of the first alternative of roles alone.
#[tokio::test]
async fn the_scope_is_of_roles_alone() {
    #[token_auth]
    struct Bearer;
    #[verify_token(auth = Bearer)]
    fn verify_token(token: &str) -> Option<String> {
        Some(token.to_owned())
    }
    #[get_user_roles(auth = Bearer)]
    fn get_user_roles(_: &str) -> Option<&'static str> {
        None
    }
    #[permission(auth = Bearer)]
    fn never(_: &str) -> bool {
        false
    }
    #[login_required(auth = Bearer, role = [["a", permission(never)], ["b", "c"]])]
    async fn roles() {}
    #[login_required(auth = Bearer, role = ["a", "b"], permission = never)]
    async fn permissions() {}
    let app = Router::new()
        .route("/roles", get(roles))
        .route("/permissions", get(permissions));
    for (path, scope) in [("/roles", Some(r#"scope="b c""#)), ("/permissions", None)] {
        let answer = Call::get(path).bearer("t").send(&app).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let challenge = answer.headers["www-authenticate"].to_str().unwrap();
        assert_eq!(challenge.contains("scope="), scope.is_some(), "{challenge}");
        assert!(challenge.contains(scope.unwrap_or_default()), "{challenge}");
    }
}
