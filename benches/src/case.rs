//! What is measured: a route, guarded or not, and the request that it gets.

use std::error::Error;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use tower::ServiceExt;

/// One request to one route, measured over its floor.
pub(crate) struct Case {
    /// Its name in the tables.
    pub(crate) name: &'static str,
    /// The guarded route.
    route: fn() -> Router,
    /// The header that the route gets beside `Host` and `Accept`, guarded or not.
    header: (&'static str, &'static str),
    /// What the guarded route answers.
    status: StatusCode,
}

const JOHN: (&str, &str) = ("authorization", "Basic am9objpoZWxsbw==");
const WRONG_PASSWORD: (&str, &str) = ("authorization", "Basic am9objpoZWxsYQ==");
const STRAY_BITS: (&str, &str) = ("authorization", "Basic am9objpoZWxsbx==");
const TOKEN: (&str, &str) = ("authorization", "Bearer secret-token-1");
const WRONG_TOKEN: (&str, &str) = ("authorization", "Bearer secret-token-2");
const NONE: (&str, &str) = ("cookie", "theme=dark; lang=en_GB");

/// Every case.
pub(crate) const CASES: &[Case] = &[
    case("noop", noop, JOHN, StatusCode::OK),
    case("basic", basic::plain_route, JOHN, StatusCode::OK),
    case("role", basic::role_route, JOHN, StatusCode::OK),
    case("bearer", bearer::route, TOKEN, StatusCode::OK),
    case(
        "basic-wrong",
        basic::plain_route,
        WRONG_PASSWORD,
        StatusCode::UNAUTHORIZED,
    ),
    case(
        "basic-malformed",
        basic::plain_route,
        STRAY_BITS,
        StatusCode::UNAUTHORIZED,
    ),
    case(
        "basic-absent",
        basic::plain_route,
        NONE,
        StatusCode::UNAUTHORIZED,
    ),
    case(
        "bearer-wrong",
        bearer::route,
        WRONG_TOKEN,
        StatusCode::UNAUTHORIZED,
    ),
    case(
        "bearer-absent",
        bearer::route,
        NONE,
        StatusCode::UNAUTHORIZED,
    ),
];

const fn case(
    name: &'static str,
    route: fn() -> Router,
    header: (&'static str, &'static str),
    status: StatusCode,
) -> Case {
    Case {
        name,
        route,
        header,
        status,
    }
}

impl Case {
    /// Sends the request `count` times: to the route, or to its floor, the bare handler with the same headers and body.
    pub(crate) async fn run(&self, floor: bool, count: u32) -> Result<(), Box<dyn Error>> {
        let (app, status) = if floor {
            (Router::new().route("/", get(bare)), StatusCode::OK)
        } else {
            ((self.route)(), self.status)
        };
        for _ in 0..count {
            let (name, value) = self.header;
            let request = Request::builder()
                .uri("/")
                .header("host", "localhost")
                .header("accept", "*/*")
                .header(name, value)
                .body(Body::empty())?;
            let response = app.clone().oneshot(request).await?;
            if response.status() != status {
                return Err(format!("{}: {}, not {status}", self.name, response.status()).into());
            }
        }
        Ok(())
    }
}

fn body(id: u32) -> String {
    format!("Hello, {id}!")
}

async fn bare() -> String {
    body(1)
}

/// What axum itself takes for one more extractor.
struct Noop;

impl<S: Send + Sync> FromRequestParts<S> for Noop {
    type Rejection = Response;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Response> {
        Ok(Self)
    }
}

fn noop() -> Router {
    async fn handler(_: Noop) -> String {
        body(1)
    }
    Router::new().route("/", get(handler))
}

struct User {
    id: u32,
}

mod basic {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, verify_password};

    use super::{User, body};

    #[basic_auth(realm = "x")]
    struct Auth;

    #[verify_password]
    async fn verify_password(username: &str, password: &str) -> Option<User> {
        (username == "john" && password == "hello").then_some(User { id: 1 })
    }

    #[get_user_roles]
    fn get_user_roles(user: &User) -> &'static [&'static str] {
        if user.id == 1 {
            &["user", "admin"]
        } else {
            &[]
        }
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    #[login_required(role = "admin")]
    async fn role(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn plain_route() -> Router {
        Router::new().route("/", get(plain))
    }

    pub(super) fn role_route() -> Router {
        Router::new().route("/", get(role))
    }
}

mod bearer {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, login_required, token_auth, verify_token};

    use super::{User, body};

    #[token_auth(realm = "x")]
    struct Auth;

    #[verify_token]
    async fn verify_token(token: &str) -> Option<User> {
        (token == "secret-token-1").then_some(User { id: 1 })
    }

    #[login_required]
    async fn plain(user: CurrentUser<User>) -> String {
        body(user.id)
    }

    pub(super) fn route() -> Router {
        Router::new().route("/", get(plain))
    }
}
