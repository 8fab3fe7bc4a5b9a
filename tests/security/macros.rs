//! Cases 131 and 132: what attributes keep of a handler, seen by what it answers. What must not compile is in
//! `tests/ui`.

use std::fmt::Display;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, Version};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use httpauth::{CurrentUser, Reason, basic_auth, login_required, verify_password};
use httpauth_tests::Call;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}

/// The guard is one of axum's sixteen, and hands the user over without another.
#[login_required]
#[allow(clippy::too_many_arguments, reason = "as many as there may be")]
async fn many(
    a: Method,
    b: Uri,
    c: Version,
    _: HeaderMap,
    _: Method,
    _: Uri,
    _: Version,
    user: CurrentUser<String>,
    _: HeaderMap,
    _: Method,
    _: Uri,
    _: Version,
    _: HeaderMap,
    _: Method,
    _: Uri,
    body: String,
) -> String {
    format!("{user} {a} {b} {c:?} {body}")
}

#[tokio::test]
async fn case_131_fifteen_extractors_beside_the_guard() {
    let app = Router::new().route("/", post(many));
    let call = || Call::new(Method::POST, "/").body("body");
    let answer = call().basic("john", "hello").send(&app).await;
    answer.assert_ok("john POST / HTTP/1.1 body");
    let answer = call().send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
}

#[login_required]
async fn generic<T>(
    CurrentUser(mut user): CurrentUser<String>,
    State(state): State<T>,
) -> impl IntoResponse
where
    T: Display + Clone + Send + Sync + 'static,
{
    user.make_ascii_uppercase();
    (StatusCode::ACCEPTED, format!("{user} {state}"))
}

#[login_required]
async fn constant<const N: usize>() -> String {
    N.to_string()
}

#[tokio::test]
async fn case_132_generics_where_clauses_and_patterns() {
    let app = Router::new()
        .route("/", get(generic::<u32>))
        .route("/constant", get(constant::<7>))
        .with_state(42);
    let answer = Call::get("/").basic("john", "hello").send(&app).await;
    answer.assert_is(StatusCode::ACCEPTED, &[], "JOHN 42");
    let answer = Call::get("/constant")
        .basic("john", "hello")
        .send(&app)
        .await;
    answer.assert_ok("7");
    for path in ["/", "/constant"] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    }
}

#[login_required]
async fn fallible(
    Path(number): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<String, (StatusCode, String)> {
    if !query.is_empty() {
        return Ok("early".to_owned());
    }
    let number: u8 = number
        .parse()
        .map_err(|error| (StatusCode::BAD_REQUEST, format!("{error}")))?;
    Ok(number.to_string())
}

#[tokio::test]
async fn case_132_question_marks_and_early_returns() {
    let app = Router::new().route("/{number}", get(fallible));
    let ask = async |path| Call::get(path).basic("john", "hello").send(&app).await;
    ask("/7").await.assert_ok("7");
    ask("/7?x=y").await.assert_ok("early");
    let answer = ask("/x").await;
    answer.assert_own(StatusCode::BAD_REQUEST, "invalid digit found in string");
    let answer = Call::get("/x").send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
}

/// A handler's own 401 and its own challenge are its own.
#[login_required]
async fn unauthorized() -> impl IntoResponse {
    (
        StatusCode::UNAUTHORIZED,
        [("www-authenticate", "Own")],
        "own",
    )
}

#[tokio::test]
async fn case_132_a_handlers_own_401_is_left_alone() {
    let app = Router::new().route("/", get(unauthorized));
    let answer = Call::get("/").basic("john", "hello").send(&app).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &["Own"], "own");
    assert!(answer.error().is_none());
}

#[cfg(not(test))]
#[login_required(role = "no roles are registered, and it does not matter")]
async fn configured_away() {}

#[cfg(test)]
#[login_required]
#[doc = "A handler with attributes."]
#[cfg_attr(test, allow(unused_variables))]
async fn configured_away(unused: Method) -> &'static str {
    "in"
}

#[tokio::test]
async fn case_132_cfg_and_other_attributes() {
    let app = Router::new().route("/", get(configured_away));
    Call::get("/")
        .basic("john", "hello")
        .send(&app)
        .await
        .assert_ok("in");
}

/// All of it may stand inside of a function.
#[tokio::test]
async fn case_132_attributes_inside_of_a_function() {
    #[basic_auth(realm = "Inner")]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, password: &str) -> bool {
        password == "inner"
    }

    #[login_required]
    async fn index(user: CurrentUser<String>) -> String {
        user.0
    }

    let app = Router::new().route("/", get(index));
    Call::get("/")
        .basic("susan", "inner")
        .send(&app)
        .await
        .assert_ok("susan");
    let answer = Call::get("/").basic("john", "hello").send(&app).await;
    answer.assert_refused(
        Reason::Invalid,
        &[r#"Basic realm="Inner", charset="UTF-8""#],
    );
}

/// A handler that a `macro_rules!` macro writes, with a type, a rule and a name that it was given.
macro_rules! handler {
    ($name:ident, $user:ty, $role:expr, $first:expr) => {
        #[login_required(auth = by_macro::Auth, role = $role)]
        async fn $name(user: $user) -> String {
            user.to_string()
        }

        #[login_required(auth = by_macro::Auth, role = [$first, ["b", "c"]])]
        async fn nested(user: Option<$user>) -> String {
            user.map(|user| user.to_string()).unwrap_or_default()
        }
    };
}

mod by_macro {
    use httpauth::{basic_auth, get_user_roles, verify_password};

    #[basic_auth]
    pub(super) struct Auth;

    macro_rules! callbacks {
        ($text:ty, $verdict:ty, $user:ty, $roles:ty) => {
            #[verify_password]
            fn verify_password(username: $text, _: $text) -> $verdict {
                Ok(Some(username.to_owned()))
            }

            #[get_user_roles]
            fn get_user_roles(user: $user) -> $roles {
                Ok(user.split('.').collect())
            }
        };
    }

    callbacks!(
        &str,
        Result<Option<String>, ()>,
        &str,
        Result<Vec<&str>, ()>
    );
}

handler!(grouped, CurrentUser<String>, ["a", "b"], "a");

/// The pieces come in invisible groups, which do not change their meaning.
#[tokio::test]
async fn case_132_attributes_inside_of_a_macro() {
    let app: Router = Router::new()
        .route("/", get(grouped))
        .route("/nested", get(nested));
    for (roles, passes, passes_nested) in [
        ("a", true, true),
        ("b", true, false),
        ("b.c", true, true),
        ("a.b", true, true),
        ("c", false, false),
    ] {
        for (path, passes) in [("/", passes), ("/nested", passes_nested)] {
            let answer = Call::get(path).basic(roles, "x").send(&app).await;
            if passes {
                answer.assert_ok(roles);
            } else {
                answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
            }
        }
    }
}
