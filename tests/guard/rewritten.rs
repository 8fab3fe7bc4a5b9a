//! Credentials that are changed between two guards of one auth object.

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, Entry};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{Next, from_fn};
use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, guard, login_required, token_auth, verify_token};
use httpauth_tests::{Call, Seen, basic};

use crate::once::{Auth, CHALLENGE, routes};

/// The change.
#[derive(Clone, Copy, Debug)]
enum Rewrite {
    /// The same bytes once more.
    Same,
    Other(&'static str, &'static str),
    Added,
    Removed,
}

impl Rewrite {
    fn apply(self, headers: &mut HeaderMap) {
        let value = |username, password| HeaderValue::try_from(basic(username, password)).unwrap();
        match self {
            Self::Same => headers.insert(AUTHORIZATION, value("john", "hello")),
            Self::Other(username, password) => {
                headers.insert(AUTHORIZATION, value(username, password))
            }
            Self::Removed => headers.remove(AUTHORIZATION),
            Self::Added => {
                let Entry::Occupied(mut field) = headers.entry(AUTHORIZATION) else {
                    panic!("no field");
                };
                field.append(value("john", "hello"));
                None
            }
        };
    }
}

/// A middleware between two guards changes the credentials, and the inner guard judges what it sees.
#[tokio::test]
async fn rewritten_credentials_are_judged_anew() {
    let seen = Seen::default();
    let once = vec!["verify john"];
    let anew = |name| vec!["verify john", name];
    for (rewrite, path, expected, saw) in [
        (Rewrite::Same, "/index", Ok("john"), once.clone()),
        (
            Rewrite::Other("mary", "hello"),
            "/index",
            Ok("mary"),
            anew("verify mary"),
        ),
        (
            Rewrite::Other("john", "bye"),
            "/index",
            Err(Reason::Invalid),
            anew("verify john"),
        ),
        (
            Rewrite::Other("john", "bye"),
            "/optional",
            Err(Reason::Invalid),
            anew("verify john"),
        ),
        (
            Rewrite::Added,
            "/index",
            Err(Reason::Repeated),
            once.clone(),
        ),
        (
            Rewrite::Added,
            "/optional",
            Err(Reason::Repeated),
            once.clone(),
        ),
        (
            Rewrite::Removed,
            "/index",
            Err(Reason::Missing),
            once.clone(),
        ),
        (Rewrite::Removed, "/optional", Ok("nobody"), once.clone()),
    ] {
        let between = from_fn(move |mut request: Request, next: Next| async move {
            rewrite.apply(request.headers_mut());
            next.run(request).await
        });
        let app = routes().with_state(seen.clone()).layer(between);
        let app = app.layer(guard(Auth).with_state(seen.clone()));
        let answer = Call::get(path).basic("john", "hello").send(&app).await;
        match expected {
            Ok(user) => answer.assert_ok(user),
            Err(reason) => answer.assert_refused(reason, &[CHALLENGE]),
        }
        assert_eq!(seen.take(), saw, "{rewrite:?} {path}");
    }
}

#[token_auth(header = "x-key", scheme = "ApiKey", state = Seen)]
struct Key;

#[verify_token(auth = Key)]
fn verify_token(token: &str, State(seen): State<Seen>) -> Option<String> {
    seen.record(token);
    Some(token.to_owned())
}

#[login_required(auth = Key)]
async fn key(user: CurrentUser<String>) -> String {
    user.0
}

/// Only the field that carries the object's credentials counts.
#[tokio::test]
async fn a_key_in_a_field_of_its_own_is_judged_anew() {
    let seen = Seen::default();
    for (name, saw) in [
        ("x-key", vec!["one", "two"]),
        ("authorization", vec!["one"]),
    ] {
        let between = from_fn(move |mut request: Request, next: Next| async move {
            let two = HeaderValue::from_static("two");
            request.headers_mut().insert(name, two);
            next.run(request).await
        });
        let app = Router::new().route("/", get(key)).with_state(seen.clone());
        let app = app.layer(between);
        let app = app.layer(guard(Key).with_state(seen.clone()));
        let answer = Call::get("/").header("x-key", "one").send(&app).await;
        answer.assert_ok(saw.last().unwrap());
        seen.assert(&saw);
    }
}

mod sensitive {
    use httpauth::{basic_auth, verify_password};

    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, password: &str) -> bool {
        password == "hello"
    }

    #[login_required]
    async fn index(headers: HeaderMap) -> String {
        headers
            .get(AUTHORIZATION)
            .is_some_and(HeaderValue::is_sensitive)
            .to_string()
    }

    /// A field that a middleware has written anew, to the same bytes, is not shown by what prints the headers further in.
    #[tokio::test]
    async fn a_field_written_anew_is_marked_too() {
        let between = from_fn(|mut request: Request, next: Next| async move {
            Rewrite::Same.apply(request.headers_mut());
            next.run(request).await
        });
        let app: Router = Router::new()
            .route("/", get(index))
            .layer(between)
            .layer(guard(Auth));
        let answer = Call::get("/").basic("john", "hello").send(&app).await;
        answer.assert_ok("true");
    }
}
