//! Credentials that are changed between two guards of one auth object.

use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, Entry};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{Next, from_fn};
use httpauth::{Reason, guard};
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

/// A middleware between two guards that changes the credentials: the inner guard judges what it sees.
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
