//! The credentials of requests. They are a field that is always the same, a proof that is new each time, or a session.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, Request, Response};
use tower::ServiceExt;

use crate::Outcome;
use crate::client::{Algorithm, Challenge};

/// The credentials that the request of a case carries.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sent {
    /// The same field in each.
    Field(&'static str, &'static str),
    /// A proof of the password over a nonce of the route, with a count that grows.
    Digest(Algorithm, &'static str),
    /// The cookie of who has logged in with this form.
    Session(&'static str),
}

pub(super) const JOHN: Sent = Sent::Field("authorization", "Basic am9objpoZWxsbw==");
pub(super) const SUSAN: Sent = Sent::Field("authorization", "Basic c3VzYW46Ynll");
pub(super) const WRONG_PASSWORD: Sent = Sent::Field("authorization", "Basic am9objpoZWxsYQ==");
/// The user of `grow::roles` with so many.
pub(super) const WITH_100_ROLES: Sent = Sent::Field("authorization", "Basic am9objoxMDA=");
pub(super) const STRAY_BITS: Sent = Sent::Field("authorization", "Basic am9objpoZWxsbx==");
pub(super) const TOKEN: Sent = Sent::Field("authorization", "Bearer secret-token-1");
pub(super) const WRONG_TOKEN: Sent = Sent::Field("authorization", "Bearer secret-token-2");
pub(super) const NONE: Sent = Sent::Field("cookie", "theme=dark; lang=en_GB");
pub(super) const MD5: Sent = Sent::Digest(Algorithm::Md5, "hello");
pub(super) const WRONG_MD5: Sent = Sent::Digest(Algorithm::Md5, "hella");
pub(super) const SHA_256: Sent = Sent::Digest(Algorithm::Sha256, "hello");
pub(super) const WRONG_SHA_256: Sent = Sent::Digest(Algorithm::Sha256, "hella");
pub(super) const JOHNS_SESSION: Sent = Sent::Session("username=john&password=hello");
pub(super) const SUSANS_SESSION: Sent = Sent::Session("username=susan&password=bye");

/// The field of each request, made before anything is measured. It is cheap to clone, as in hyper, whose fields are
/// parts of one buffer.
pub(crate) struct Fields {
    name: HeaderName,
    values: Vec<HeaderValue>,
}

impl Fields {
    /// Gives all requests the same field.
    pub(crate) fn one(name: &'static str, value: String) -> Outcome<Self> {
        Self::new(name, vec![value])
    }

    fn new(name: &'static str, values: Vec<String>) -> Outcome<Self> {
        let values = values.into_iter().map(HeaderValue::try_from);
        Ok(Self {
            name: HeaderName::from_static(name),
            values: values.collect::<Result<_, _>>()?,
        })
    }

    /// Returns the field of a request. After the last field it begins again.
    pub(crate) fn turn(&self, turn: usize) -> (&HeaderName, Option<&HeaderValue>) {
        let value = self.values.get(turn).or_else(|| self.values.last());
        (&self.name, value)
    }
}

impl Sent {
    /// Makes the fields of `count` requests to this very router, whose nonces and sessions are its own.
    pub(crate) async fn prepare(self, app: &Router, count: usize) -> Outcome<Fields> {
        let (name, values) = match self {
            Self::Field(name, value) => (name, vec![value.to_owned()]),
            Self::Digest(algorithm, password) => {
                let refused = ask(app, Request::get("/").body(Body::empty())?).await?;
                let challenges = refused.headers().get_all(WWW_AUTHENTICATE);
                let challenges = challenges.iter().filter_map(|value| value.to_str().ok());
                let challenge = Challenge::find(challenges, algorithm)?;
                let mut client = challenge.client(password);
                ("authorization", (0..count).map(|_| client.next()).collect())
            }
            Self::Session(form) => ("cookie", vec![log_in(app, form).await?]),
        };
        Fields::new(name, values)
    }
}

async fn ask(app: &Router, request: Request<Body>) -> Outcome<Response<Body>> {
    Ok(app.clone().oneshot(request).await?)
}

/// Returns the cookie of a session.
async fn log_in(app: &Router, form: &'static str) -> Outcome<String> {
    let request = Request::post("/login")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))?;
    let answer = ask(app, request).await?;
    let cookie = answer.headers().get(SET_COOKIE).ok_or("no session")?;
    let (cookie, _) = cookie.to_str()?.split_once(';').ok_or("no cookie")?;
    Ok(cookie.to_owned())
}
