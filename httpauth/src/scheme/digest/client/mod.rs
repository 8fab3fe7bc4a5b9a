//! A client of Digest for tests, which answers challenges as RFC 7616 says.

mod challenge;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use axum::http::{Method, Request};

use super::algorithm::Algorithm;
use super::challenge::quoted;
use super::hash::{self, HexHash, Proof};
use super::param::{Nc, Protection};
use challenge::{Challenge, Info};

const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// A client of Digest that knows one user's password (RFC 7616 section 3.4).
///
/// It answers the first challenge whose algorithm it knows, which are all of [`Algorithm`], with `qop=auth` or in the
/// legacy form of RFC 2069. Its credentials have the challenge's auth-scheme, which `#[digest_auth(scheme = "XDigest")]`
/// declares as another word than `Digest`. It counts how often it uses a nonce, goes on with a new one after `stale=true` or
/// `nextnonce`, and checks the `rspauth` by which the server proves that it knows the password too.
///
/// It sends one request at a time, so that each answer that it reads is the answer to the credentials that it made last.
///
/// # Example
///
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, StatusCode};
/// use axum::{Router, routing::get};
/// use httpauth::testing::DigestClient;
/// use httpauth::{CurrentUser, digest_auth, get_password, login_required};
/// use tower::ServiceExt;
///
/// #[digest_auth]
/// struct Auth;
///
/// #[get_password]
/// fn get_password(username: &str) -> Option<&'static str> {
///     (username == "john").then_some("hello")
/// }
///
/// #[login_required]
/// async fn index(user: CurrentUser<String>) -> String {
///     format!("Hello, {user}!")
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let app: Router = Router::new().route("/", get(index));
/// let mut john = DigestClient::new("john", "hello");
///
/// // The first request has no credentials, since the client has no challenge yet.
/// let response = loop {
///     let mut request = Request::get("/").body(Body::empty())?;
///     john.sign(&mut request);
///     let response = app.clone().oneshot(request).await?;
///     if !john.read(response.headers())? {
///         break response;
///     }
/// };
/// assert_eq!(response.status(), StatusCode::OK);
/// # Ok(())
/// # }
/// ```
pub struct DigestClient {
    username: String,
    password: String,
    session: Option<Session>,
    /// The credentials that the server has still to answer.
    sent: Option<Sent>,
}

/// The challenge that the client answers, and its own parameters.
struct Session {
    challenge: Challenge,
    cnonce: String,
    count: u32,
}

/// Credentials that the client has made.
struct Sent {
    /// The proof that the server must send. `None` in the legacy form of RFC 2069, which has none.
    rspauth: Option<HexHash>,
}

/// The reason why a [`DigestClient`] cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestError {
    /// The server refused the credentials, though their nonce was not stale.
    Refused,
    /// There is no challenge among those of the answer that the client can answer.
    Unsupported,
    /// The server sent a wrong `rspauth`, so it does not know the password.
    Unproven,
}

impl fmt::Display for DigestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "the server refused the Digest credentials",
            Self::Unsupported => "the answer has no Digest challenge that the client knows",
            Self::Unproven => "the server did not prove that it knows the password",
        })
    }
}

impl std::error::Error for DigestError {}

// The password is a secret, and so is what the client makes of it.
impl fmt::Debug for DigestClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DigestClient").finish_non_exhaustive()
    }
}

impl DigestClient {
    /// Makes a client that has no challenge yet.
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            session: None,
            sent: None,
        }
    }

    /// Reads the fields of an answer. Returns `true` if the client can now send the request again, with new credentials.
    ///
    /// # Errors
    ///
    /// The reason why the client cannot go on. [`DigestError::Refused`] stands for an answer with challenges to
    /// credentials that were not stale, as a 401 to a wrong password is, or the 403 to a missing role.
    pub fn read(&mut self, headers: &HeaderMap) -> Result<bool, DigestError> {
        let sent = self.sent.take();
        if !headers.contains_key(WWW_AUTHENTICATE) {
            let info = headers.get(AUTHENTICATION_INFO).map(challenge::info);
            return self.finish(sent.as_ref(), info).map(|()| false);
        }
        let challenge = challenge::preferred(headers.get_all(WWW_AUTHENTICATE).iter());
        let challenge = challenge.ok_or(DigestError::Unsupported)?;
        // The same user may have another password in another realm.
        let asked = self.session.as_ref().filter(|_| sent.is_some());
        let is_new = asked.is_none_or(|asked| asked.challenge.realm != challenge.realm);
        let goes_on = is_new || challenge.is_stale;
        self.session = Some(Session::new(challenge));
        if goes_on {
            Ok(true)
        } else {
            Err(DigestError::Refused)
        }
    }

    /// Reads what an answer without a challenge says about the credentials.
    fn finish(&mut self, sent: Option<&Sent>, info: Option<Info>) -> Result<(), DigestError> {
        let (Some(sent), Some(info)) = (sent, info) else {
            return Ok(());
        };
        if let (Some(expected), Some(found)) = (sent.rspauth, info.rspauth)
            && !expected.matches(&found)
        {
            return Err(DigestError::Unproven);
        }
        if let (Some(session), Some(nonce)) = (&mut self.session, info.next_nonce) {
            session.renew(nonce);
        }
        Ok(())
    }

    /// Sets the field `Authorization` of the request. Without a challenge the request stays as it is.
    pub fn sign<B>(&mut self, request: &mut Request<B>) {
        let uri = request.uri();
        let target = match uri.path_and_query() {
            Some(target) => target.as_str().to_owned(),
            None => uri.to_string(),
        };
        if let Some(credentials) = self.credentials(request.method(), &target) {
            request.headers_mut().insert(AUTHORIZATION, credentials);
        }
    }

    /// Returns the value of `Authorization` for a request of this method and request target.
    ///
    /// Returns `None` without a challenge, and for a username that a field cannot hold.
    pub fn credentials(&mut self, method: &Method, uri: &str) -> Option<HeaderValue> {
        let session = self.session.as_mut()?;
        session.count += 1;
        let count = format!("{:08x}", session.count);
        let protection = match session.challenge.qop {
            Some(qop) => Some(Protection {
                qop,
                nc: Nc::parse(count.as_bytes())?,
                cnonce: Cow::Borrowed(session.cnonce.as_bytes()),
            }),
            None => None,
        };
        let algorithm = session.challenge.algorithm.unwrap_or(Algorithm::Md5);
        let proof = session.proof(
            algorithm,
            &self.username,
            &self.password,
            protection.as_ref(),
        );
        let ha2 = hash::ha2(algorithm, method.as_str().as_bytes(), uri.as_bytes());
        let field = session.field(&self.username, uri, &count, &proof.response(&ha2));
        let mut field = HeaderValue::try_from(field).ok()?;
        field.set_sensitive(true);
        let rspauth = protection.map(|_| proof.rspauth(uri.as_bytes()));
        self.sent = Some(Sent { rspauth });
        Some(field)
    }
}

impl Session {
    fn new(challenge: Challenge) -> Self {
        Self {
            challenge,
            // Each of these is seeded by the system's randomness.
            cnonce: format!("{:016x}", RandomState::new().hash_one("cnonce")),
            count: 0,
        }
    }

    /// Goes on with the server's next nonce (RFC 7616 section 3.5).
    fn renew(&mut self, nonce: Vec<u8>) {
        self.challenge.nonce = nonce;
        self.count = 0;
    }

    /// Begins the hash of the response (RFC 7616 section 3.4.1).
    fn proof(
        &self,
        algorithm: Algorithm,
        username: &str,
        password: &str,
        protection: Option<&Protection<'_>>,
    ) -> Proof {
        let Challenge { realm, nonce, .. } = &self.challenge;
        let mut ha1 = hash::ha1(algorithm, username.as_bytes(), realm, password.as_bytes());
        if algorithm.is_session() {
            ha1 = hash::session_ha1(algorithm, &ha1, nonce, self.cnonce.as_bytes());
        }
        Proof::new(algorithm, &ha1, nonce, protection)
    }

    /// Writes the value of `Authorization`. `algorithm`, `qop` and `nc` are not quoted (RFC 7616 section 3.4).
    fn field(&self, username: &str, uri: &str, count: &str, response: &HexHash) -> Vec<u8> {
        let challenge = &self.challenge;
        let mut field = [challenge.scheme.as_slice(), b" "].concat();
        let mut quote = |name: &str, value: &[u8]| {
            field.extend([name.as_bytes(), b"=\"", &quoted(value), b"\", "].concat());
        };
        if !challenge.is_utf8 || username.is_ascii() {
            quote("username", username.as_bytes());
        }
        quote("realm", &challenge.realm);
        quote("nonce", &challenge.nonce);
        quote("uri", uri.as_bytes());
        if let Some(opaque) = &challenge.opaque {
            quote("opaque", opaque);
        }
        if let Some(qop) = challenge.qop {
            quote("cnonce", self.cnonce.as_bytes());
            field.extend(format!("qop={}, nc={count}, ", qop.name()).as_bytes());
        }
        if challenge.is_utf8 && !username.is_ascii() {
            field.extend(format!("username*=UTF-8''{}, ", percent_encoded(username)).as_bytes());
        }
        if let Some(algorithm) = challenge.algorithm {
            field.extend(format!("algorithm={algorithm}, ").as_bytes());
        }
        field.extend(format!("response=\"{}\"", response.as_str()).as_bytes());
        field
    }
}

/// Returns the text as `value-chars` (RFC 8187 section 3.2.1).
fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}
