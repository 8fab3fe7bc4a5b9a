//! Requests.

use std::convert::Infallible;

use ::base64::Engine;
use ::base64::prelude::BASE64_STANDARD;
use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderName, HeaderValue, Method, Request};
use axum::response::Response;
use httpauth::AuthError;
use tower::{Service, ServiceExt};

use crate::Answer;

/// A request to be sent to a router.
#[derive(Debug)]
#[must_use]
pub struct Call(Request<Body>);

impl Call {
    /// Returns a request without header fields and without a body.
    pub fn new(method: Method, target: &str) -> Self {
        let request = Request::builder().method(method).uri(target);
        Self(request.body(Body::empty()).unwrap())
    }

    /// Returns a `GET` of the target.
    pub fn get(target: &str) -> Self {
        Self::new(Method::GET, target)
    }

    /// Returns the request with one more field of this name, whatever bytes the value holds that `http` allows.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name = HeaderName::try_from(name).unwrap();
        let value = HeaderValue::from_bytes(value.as_ref()).unwrap();
        self.0.headers_mut().append(name, value);
        self
    }

    /// Returns the request with one more `Authorization` field.
    pub fn authorization(self, value: impl AsRef<[u8]>) -> Self {
        self.header(AUTHORIZATION.as_str(), value)
    }

    /// Returns the request with Basic credentials.
    pub fn basic(self, username: &str, password: &str) -> Self {
        self.authorization(basic(username, password))
    }

    /// Returns the request with a Bearer token.
    pub fn bearer(self, token: &str) -> Self {
        self.authorization(format!("Bearer {token}"))
    }

    /// Returns the request with this body.
    pub fn body(self, body: impl Into<Body>) -> Self {
        let (parts, _) = self.0.into_parts();
        Self(Request::from_parts(parts, body.into()))
    }

    /// Returns the answer of the router, or of what is laid around it, to this request. A refusal has the error beside it.
    pub async fn send<S>(mut self, app: &S) -> Answer
    where
        S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
    {
        AuthError::ask_for(self.0.extensions_mut());
        self.send_as_it_is(app).await
    }

    /// Returns the answer to this request, which does not ask for the error of a refusal.
    pub async fn send_as_it_is<S>(self, app: &S) -> Answer
    where
        S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
    {
        let response = app.clone().oneshot(self.0).await;
        Answer::read(response.unwrap()).await
    }
}

/// Returns the value of an `Authorization` field with Basic credentials.
pub fn basic(username: &str, password: &str) -> String {
    format!("Basic {}", base64(format!("{username}:{password}")))
}

/// Returns the bytes in base64.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_STANDARD.encode(bytes)
}
