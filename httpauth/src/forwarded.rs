//! The method and the target of a request as a proxy tells them, which `#[forwarded_target]` returns.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

/// The method and the target of a request as the client sent it to a proxy, which
/// [`#[forwarded_target]`](crate::forwarded_target) returns.
///
/// The target is the request target of RFC 9112 section 3.2, such as `/app/page?number=1`. It is compared byte for byte, so
/// it is the one that the proxy received, not one that it has decoded or normalized. A target in absolute-form, such as
/// `http://example.org/app/page`, also tells the host that an absolute `uri` is compared with. Without one that is the
/// request's own `Host`.
///
/// # Security
///
/// It is part of a proof that the client knows the password, and nothing else. It does not say which handler runs, and so
/// no handler and no callback may decide by it what the user may do.
///
/// # Example
///
/// ```
/// use httpauth::ForwardedTarget;
///
/// assert!(ForwardedTarget::new("GET", "/app/page?number=1").is_ok());
/// assert!(ForwardedTarget::new("GET", "page 1").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForwardedTarget {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
}

impl ForwardedTarget {
    /// Reads a method and a target.
    ///
    /// # Errors
    ///
    /// [`ForwardedTargetError`] if one of them cannot be the method or the target of a request.
    ///
    /// # Example
    ///
    /// A proxy that strips the prefix `/app`, and leaves the rest as it is, need not say anything:
    ///
    /// ```
    /// use axum::extract::OriginalUri;
    /// use axum::http::Method;
    /// use httpauth::{ForwardedTarget, ForwardedTargetError, digest_auth, forwarded_target, get_password};
    ///
    /// #[digest_auth(target = forwarded)]
    /// struct Auth;
    ///
    /// #[forwarded_target]
    /// fn forwarded_target(
    ///     method: Method,
    ///     OriginalUri(uri): OriginalUri,
    /// ) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    ///     let target = uri.path_and_query().map_or("", |target| target.as_str());
    ///     ForwardedTarget::new(method.as_str(), format!("/app{target}")).map(Some)
    /// }
    ///
    /// #[get_password]
    /// fn get_password(username: &str) -> Option<&'static str> {
    ///     (username == "john").then_some("hello")
    /// }
    /// ```
    pub fn new(
        method: impl AsRef<[u8]>,
        target: impl AsRef<[u8]>,
    ) -> Result<Self, ForwardedTargetError> {
        let (method, target) = (method.as_ref(), target.as_ref());
        let method = Method::from_bytes(method).map_err(|_| Problem::Method)?;
        // `Uri` would cut a fragment, which no target has (RFC 9112 section 3.2).
        if target.contains(&b'#') {
            return Err(Problem::Target.into());
        }
        let uri = Uri::try_from(target).map_err(|_| Problem::Target)?;
        // The form of `CONNECT`, which has no path, can be no `uri` of Digest.
        if uri.path_and_query().is_none() {
            return Err(Problem::Target.into());
        }
        Ok(Self { method, uri })
    }

    /// Reads the fields that a proxy has set, each of which must be there once.
    ///
    /// # Errors
    ///
    /// [`ForwardedTargetError`] if there is not one field of each name, or if [`ForwardedTarget::new`] refuses the values.
    ///
    /// # Security
    ///
    /// Call it only for a request that came from the proxy, and only if the proxy removes both fields from what the client
    /// sends. A second field of the name, which a proxy that adds without removing makes, is an error.
    ///
    /// # Example
    ///
    /// ```
    /// use axum::http::HeaderMap;
    /// use httpauth::ForwardedTarget;
    ///
    /// let mut fields = HeaderMap::new();
    /// fields.insert("x-forwarded-method", "GET".parse()?);
    /// fields.insert("x-forwarded-uri", "/app/page".parse()?);
    ///
    /// let read = |fields: &_| ForwardedTarget::from_fields(fields, "X-Forwarded-Method", "X-Forwarded-Uri");
    /// assert_eq!(read(&fields), ForwardedTarget::new("GET", "/app/page"));
    ///
    /// fields.append("x-forwarded-uri", "/other".parse()?);
    /// assert!(read(&fields).is_err());
    /// # Ok::<(), axum::http::header::InvalidHeaderValue>(())
    /// ```
    pub fn from_fields(
        fields: &HeaderMap,
        method: &str,
        target: &str,
    ) -> Result<Self, ForwardedTargetError> {
        Self::new(only(fields, method)?, only(fields, target)?)
    }
}

/// Returns the value of the only field `name`.
fn only<'f>(fields: &'f HeaderMap, name: &str) -> Result<&'f HeaderValue, ForwardedTargetError> {
    let mut values = fields.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => Ok(value),
        (None, _) => Err(Problem::Missing.into()),
        (Some(_), Some(_)) => Err(Problem::Repeated.into()),
    }
}

/// The error of a method or a target that a proxy tells, and that cannot be one.
///
/// It is answered 400 if the text is wrong, since some proxies pass on whatever the client has sent, and 500 if a field is
/// missing or repeated, since then the proxy does not do what the program expects. Each is logged with the reason, and
/// without the text (feature `tracing`, on by default).
///
/// # Example
///
/// ```
/// use axum::response::IntoResponse;
/// use httpauth::ForwardedTarget;
///
/// let error = ForwardedTarget::new("GET", "").unwrap_err();
/// assert_eq!(error.to_string(), "the forwarded target is not the target of a request");
/// assert_eq!(error.into_response().status(), 400);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForwardedTargetError(Problem);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Missing,
    Repeated,
    Method,
    Target,
}

impl Problem {
    fn text(self) -> &'static str {
        match self {
            Self::Missing => "the proxy has not set a field of the forwarded target",
            Self::Repeated => "there are several fields of the forwarded target",
            Self::Method => "the forwarded method is not a method",
            Self::Target => "the forwarded target is not the target of a request",
        }
    }
}

impl From<Problem> for ForwardedTargetError {
    #[cold]
    fn from(problem: Problem) -> Self {
        #[cfg(feature = "tracing")]
        tracing::warn!(
            name: "httpauth.forwarded_target",
            target: "httpauth",
            problem = problem.text(),
            "a proxy does not tell the target of a request"
        );
        Self(problem)
    }
}

impl fmt::Display for ForwardedTargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.text())
    }
}

impl std::error::Error for ForwardedTargetError {}

impl IntoResponse for ForwardedTargetError {
    fn into_response(self) -> Response {
        match self.0 {
            Problem::Missing | Problem::Repeated => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
            }
            Problem::Method | Problem::Target => {
                (StatusCode::BAD_REQUEST, "Bad Request").into_response()
            }
        }
    }
}
