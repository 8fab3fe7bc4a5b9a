//! Every kind of callback, sync and async, each of which goes wrong when the request says so.

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use httpauth::{
    basic_auth, digest_auth, error_handler, generate_nonce, generate_opaque, get_password,
    get_user_roles, hash_password, login_required, multi_auth, token_auth, verify_nonce,
    verify_opaque, verify_password, verify_token,
};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Call, Gate, Seen, basic};

/// The state of the router.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// The record of the calls.
    pub(crate) seen: Seen,
    /// The gate that hanging callbacks wait for.
    pub(crate) gate: Gate,
}

/// The fault that the request asks for, as in `x-fault: verify_password panics`.
pub(crate) struct Fault {
    wanted: String,
    faults: Faults,
}

impl FromRequestParts<Faults> for Fault {
    type Rejection = Down;

    async fn from_request_parts(parts: &mut Parts, faults: &Faults) -> Result<Self, Down> {
        let wanted = parts.headers.get("x-fault");
        let wanted = wanted.map_or("", |value| value.to_str().unwrap());
        Ok(Self {
            wanted: wanted.to_owned(),
            faults: faults.clone(),
        })
    }
}

/// The program's own error.
#[derive(Debug)]
pub(crate) struct Down;

impl IntoResponse for Down {
    fn into_response(self) -> Response {
        (StatusCode::SERVICE_UNAVAILABLE, "down").into_response()
    }
}

impl Fault {
    /// Goes wrong in the sync callback of this name if it is asked to.
    fn strike(&self, callback: &str) -> Result<(), Down> {
        self.faults.seen.record(callback);
        match self.wanted.strip_prefix(callback) {
            Some(" fails") => Err(Down),
            Some(" panics") => panic!("{callback} panics"),
            _ => Ok(()),
        }
    }

    /// Does the same in an async callback, after it has yielded. It may also hang until the gate opens.
    async fn strike_later(&self, callback: &str) -> Result<(), Down> {
        tokio::task::yield_now().await;
        self.strike(callback)?;
        if self.wanted.strip_prefix(callback) == Some(" hangs") {
            self.faults.gate.pass().await;
            self.faults.seen.record("goes on");
        }
        Ok(())
    }
}

/// Routes the guarded handlers of each object, `/name` and `/name/optional`. The second admits a request without
/// credentials.
macro_rules! routes {
    ($($name:ident: $auth:ident),+) => {
        $(mod $name {
            use super::*;

            #[login_required(auth = $auth, role = "user")]
            pub(super) async fn required(State(faults): State<Faults>) -> &'static str {
                faults.seen.record("handler");
                "in"
            }

            #[login_required(auth = $auth, role = "user", optional)]
            pub(super) async fn optional(State(faults): State<Faults>) -> &'static str {
                faults.seen.record("handler");
                "in"
            }
        })+

        pub(crate) fn routes() -> Router<Faults> {
            Router::new()
                $(.route(concat!("/", stringify!($name)), any($name::required))
                .route(concat!("/", stringify!($name), "/optional"), any($name::optional)))+
        }
    };
}

/// An auth object for each scheme, with a callback in every slot.
macro_rules! objects {
    ($name:ident: [$($async:tt)?] $strike:ident $($await:tt)*) => {
        pub(crate) mod $name {
            use super::*;

            #[basic_auth(state = Faults)]
            struct Basic;

            /// Basic by a stored password.
            #[basic_auth(state = Faults)]
            struct Stored;

            #[token_auth(state = Faults)]
            struct Token;

            #[digest_auth(algorithm = "SHA-256", state = Faults)]
            struct Digest;

            /// Digest with nonces and opaques of its own.
            #[digest_auth(algorithm = "SHA-256", state = Faults)]
            struct Own;

            #[multi_auth(Digest, Basic, Token)]
            struct Multi;

            #[verify_password(auth = Basic)]
            $($async)? fn verify_password(username: &str, password: &str, fault: Fault) -> Result<bool, Down> {
                fault.$strike("verify_password")$($await)*?;
                Ok((username, password) == ("john", "hello"))
            }

            #[get_password(auth = [Stored, Digest, Own])]
            $($async)? fn get_password(username: &str, fault: Fault) -> Result<Option<&'static str>, Down> {
                fault.$strike("get_password")$($await)*?;
                Ok((username == "john").then_some("hello"))
            }

            #[hash_password(auth = Stored)]
            $($async)? fn hash_password(password: &str, fault: Fault) -> Result<String, Down> {
                fault.$strike("hash_password")$($await)*?;
                Ok(password.to_owned())
            }

            #[verify_token(auth = Token)]
            $($async)? fn verify_token(token: &str, fault: Fault) -> Result<Option<String>, Down> {
                fault.$strike("verify_token")$($await)*?;
                Ok((token == "token").then(|| "john".to_owned()))
            }

            #[generate_nonce(auth = Own)]
            $($async)? fn generate_nonce(fault: Fault) -> Result<String, Down> {
                fault.$strike("generate_nonce")$($await)*?;
                Ok("nonce".to_owned())
            }

            #[verify_nonce(auth = Own)]
            $($async)? fn verify_nonce(nonce: &str, fault: Fault) -> Result<bool, Down> {
                fault.$strike("verify_nonce")$($await)*?;
                Ok(nonce == "nonce")
            }

            #[generate_opaque(auth = Own)]
            $($async)? fn generate_opaque(fault: Fault) -> Result<String, Down> {
                fault.$strike("generate_opaque")$($await)*?;
                Ok("opaque".to_owned())
            }

            #[verify_opaque(auth = Own)]
            $($async)? fn verify_opaque(opaque: &str, fault: Fault) -> Result<bool, Down> {
                fault.$strike("verify_opaque")$($await)*?;
                Ok(opaque == "opaque")
            }

            #[get_user_roles(auth = [Basic, Stored, Token, Digest, Own])]
            $($async)? fn get_user_roles(_: &str, fault: Fault) -> Result<&'static str, Down> {
                fault.$strike("get_user_roles")$($await)*?;
                Ok("user")
            }

            #[error_handler(auth = [Basic, Stored, Token, Digest, Own])]
            $($async)? fn error_handler(_: StatusCode, fault: Fault) -> Result<&'static str, Down> {
                fault.$strike("error_handler")$($await)*?;
                Ok("refused")
            }

            routes! { basic: Basic, stored: Stored, token: Token, digest: Digest, own: Own, multi: Multi }
        }
    };
}

objects! { sync_callbacks: [] strike }
objects! { async_callbacks: [async] strike_later .await }

/// A callback, a route whose guard calls it, and the scheme of the credentials. The scheme is `None` for a request
/// without credentials.
pub(crate) type Case = (&'static str, &'static str, Option<&'static str>);

/// Every callback that decides about credentials, on every route.
pub(crate) const DECIDING: [Case; 18] = [
    ("verify_password", "/basic", Some("Basic")),
    ("verify_password", "/multi", Some("Basic")),
    ("get_password", "/stored", Some("Basic")),
    ("hash_password", "/stored", Some("Basic")),
    ("verify_token", "/token", Some("Bearer")),
    ("verify_token", "/multi", Some("Bearer")),
    ("get_password", "/digest", Some("Digest")),
    ("get_password", "/multi", Some("Digest")),
    ("get_password", "/own", Some("Digest")),
    ("verify_nonce", "/own", Some("Digest")),
    ("verify_opaque", "/own", Some("Digest")),
    ("get_user_roles", "/basic", Some("Basic")),
    ("get_user_roles", "/stored", Some("Basic")),
    ("get_user_roles", "/token", Some("Bearer")),
    ("get_user_roles", "/digest", Some("Digest")),
    ("get_user_roles", "/own", Some("Digest")),
    ("get_user_roles", "/multi", Some("Basic")),
    ("get_user_roles", "/multi", Some("Digest")),
];

/// Every callback that has a part in the answer to a request that is refused.
pub(crate) const REFUSING: [Case; 8] = [
    ("generate_nonce", "/own", None),
    ("generate_opaque", "/own", None),
    ("error_handler", "/basic", None),
    ("error_handler", "/stored", None),
    ("error_handler", "/token", None),
    ("error_handler", "/digest", None),
    ("error_handler", "/own", None),
    ("error_handler", "/multi", None),
];

/// The routes of one flavour of callbacks, and what was seen.
pub(crate) struct App {
    pub(crate) router: Router,
    pub(crate) faults: Faults,
}

impl App {
    pub(crate) fn new(routes: Router<Faults>) -> Self {
        let faults = Faults::default();
        let router = routes
            .route("/open", any(async || "open"))
            .with_state(faults.clone());
        Self { router, faults }
    }

    /// Returns the application with sync callbacks, and the one with async ones.
    pub(crate) fn both() -> [Self; 2] {
        [sync_callbacks::routes(), async_callbacks::routes()].map(Self::new)
    }

    /// Returns John's right credentials of this scheme for a request of `target`.
    pub(crate) async fn john(&self, target: &str, scheme: Option<&str>) -> Option<String> {
        let credentials = match scheme? {
            "Basic" => basic("john", "hello"),
            "Bearer" => "Bearer token".to_owned(),
            _ => self.digest(target).await,
        };
        self.faults.seen.take();
        Some(credentials)
    }

    /// Returns John's first credentials over a new nonce.
    async fn digest(&self, target: &str) -> String {
        let route = target.trim_end_matches("/optional");
        let challenge = Challenge::of(&Call::get(route).send(&self.router).await, "SHA-256");
        let john = Credentials::new(&challenge, "john", "hello", target);
        String::from_utf8(john.header()).unwrap()
    }
}

/// Returns a request of HTTP/1.1, with these credentials and this fault.
pub(crate) fn request(target: &str, credentials: Option<&str>, fault: &str) -> String {
    let credentials = credentials.map(|value| format!("Authorization: {value}\r\n"));
    let credentials = credentials.unwrap_or_default();
    format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n{credentials}X-Fault: {fault}\r\n\r\n")
}
