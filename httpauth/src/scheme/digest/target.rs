//! The method and the target of the request that the client has signed.

use std::sync::Arc;

use axum::http::header::{HOST, SEC_WEBSOCKET_VERSION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Uri, Version};
use axum::response::Response;

use super::object::DigestAuth;
use crate::forwarded::ForwardedTarget;
use crate::original::original;
use crate::scheme::told::{self, Asking};
use crate::setting::SettingError;

/// The method and the target that the client has sent.
pub(super) type Sent<'a> = (&'a Method, &'a Uri);

/// The answer of `#[forwarded_target]`, which is `None` for the request's own target.
type Forwarded = Option<Arc<ForwardedTarget>>;

/// Asks for the method and the target that the client has sent to a proxy, in the place of what an outer guard was told.
/// `None` if the object has no `target = forwarded`, and there is nothing to await.
#[inline]
pub(super) fn ask<'a, A: DigestAuth>(
    parts: &'a mut Parts,
    state: &'a A::State,
) -> Option<Asking<'a>> {
    if A::FORWARDED {
        return Some(Box::pin(ask_callback::<A>(parts, state)));
    }
    None
}

async fn ask_callback<A: DigestAuth>(parts: &mut Parts, state: &A::State) -> Result<(), Response> {
    let target: Forwarded = A::ask_target(parts, state).await?.map(Arc::new);
    told::leave::<A, _>(target, parts);
    Ok(())
}

/// Returns the method and the target that the client has sent, which may be to a proxy.
///
/// # Errors
///
/// [`SettingError`] if the answer of `#[forwarded_target]` is not where [`ask`] has put it. The request's own target must
/// not stand for it.
#[inline]
pub(super) fn sent<A: DigestAuth>(parts: &Parts) -> Result<Sent<'_>, SettingError> {
    if !A::FORWARDED {
        return Ok(original(parts));
    }
    match told::find::<A, Forwarded>(parts) {
        Some(Some(target)) => Ok((&target.method, &target.uri)),
        Some(None) => Ok(original(parts)),
        None => Err(told::taken::<A>("target")),
    }
}

/// Returns whether `uri` is the request target, byte for byte (RFC 7616 section 3.4.6), in origin-form or in
/// absolute-form (RFC 9112 section 3.2).
pub(super) fn is_target(uri: &[u8], (_, original): Sent<'_>, parts: &Parts) -> bool {
    let target = original
        .path_and_query()
        .map_or("", |target| target.as_str())
        .as_bytes();
    uri == target || is_absolute(uri, target, original, parts)
}

/// Returns the method that the client has hashed.
///
/// For a WebSocket handshake over HTTP/2 it is `GET`. The API of browsers has one handshake, whose method is `GET`
/// (RFC 6455 section 4.1), and HTTP/2 decides what it becomes on the wire. An HTTP/1.1 hop makes it a `GET` as well.
pub(super) fn method<'a>((method, uri): Sent<'a>, parts: &Parts) -> &'a Method {
    if is_websocket_connect(method, uri, parts) {
        &Method::GET
    } else {
        method
    }
}

/// Returns whether the request is an extended `CONNECT` for a WebSocket (RFC 8441 section 5, and RFC 9220 for HTTP/3).
///
/// `:protocol` itself is kept in a type of hyper's, which is not among this crate's dependencies, and which no server
/// but hyper's sets. The rest of the head says the same. From HTTP/2 on an ordinary `CONNECT` has neither `:scheme` nor
/// `:path`, and an extended one has both (RFC 9113 section 8.5, RFC 8441 section 4). Of the extended ones only a
/// WebSocket has `Sec-WebSocket-Version`, without which no WebSocket is accepted.
fn is_websocket_connect(method: &Method, uri: &Uri, parts: &Parts) -> bool {
    let is_extended = parts.version >= Version::HTTP_2
        && method == Method::CONNECT
        && uri.scheme().is_some()
        && uri.path_and_query().is_some();
    is_extended && parts.headers.contains_key(SEC_WEBSOCKET_VERSION)
}

/// Returns whether `uri` is `http://authority` and then the target, with the authority that the request is for.
///
/// TLS may end at a proxy, so that `https` fits as well.
fn is_absolute(uri: &[u8], target: &[u8], original: &Uri, parts: &Parts) -> bool {
    let Some((default_port, after_scheme)) = split_scheme(uri) else {
        return false;
    };
    let (authority, rest) = split_at_path(after_scheme);
    let host = parts.headers.get(HOST).map(HeaderValue::as_bytes);
    let ours = original
        .authority()
        .map(|authority| authority.as_str().as_bytes())
        .or(host);
    let same_target = rest == target || (rest.is_empty() && target == b"/");
    let authority = without_port(authority, default_port);
    let is_ours = |ours| without_port(ours, default_port).eq_ignore_ascii_case(authority);
    same_target && ours.is_some_and(is_ours)
}

fn without_port<'a>(authority: &'a [u8], port: &[u8]) -> &'a [u8] {
    authority.strip_suffix(port).unwrap_or(authority)
}

/// Splits the scheme off, in any letter case. Returns its default port (RFC 9110 section 4.2) and what follows.
fn split_scheme(uri: &[u8]) -> Option<(&'static [u8], &[u8])> {
    let schemes: [(&[u8], &[u8]); 2] = [(b"http://", b":80"), (b"https://", b":443")];
    schemes.into_iter().find_map(|(scheme, port)| {
        let (start, rest) = uri.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some((port, rest))
    })
}

fn split_at_path(text: &[u8]) -> (&[u8], &[u8]) {
    let path = text
        .iter()
        .position(|byte| matches!(byte, b'/' | b'?'))
        .unwrap_or(text.len());
    text.split_at_checked(path).unwrap_or((text, b""))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn matches(target: &str, host: Option<&str>, uri: &str) -> bool {
        let mut request = Request::builder().uri(target);
        if let Some(host) = host {
            request = request.header(HOST, host);
        }
        let (parts, ()) = request.body(()).unwrap_or_default().into_parts();
        is_target(uri.as_bytes(), original(&parts), &parts)
    }

    /// Cases 59 and 62, byte for byte, the query and percent-encodings included.
    #[test]
    fn cases_59_and_62_byte_for_byte() {
        assert!(matches("/a?b=c", None, "/a?b=c"));
        for other in [
            "/a",
            "/a?b=d",
            "/a?b=c&",
            "/b?b=c",
            "/%61?b=c",
            "//a?b=c",
            "/x/../a?b=c",
            "",
            "*",
        ] {
            assert!(!matches("/a?b=c", None, other), "{other}");
        }
    }

    /// Case 60, an absolute-form for the request's own host.
    #[test]
    fn case_60_absolute_form() {
        assert!(matches(
            "/a?b",
            Some("example.org"),
            "http://Example.org/a?b"
        ));
        assert!(matches(
            "http://example.org:81/a",
            None,
            "http://example.org:81/a"
        ));
        assert!(matches("http://example.org/a", None, "/a"));
        assert!(matches("/", Some("example.org"), "http://example.org"));
        assert!(!matches("/a", Some("example.org"), "http://example.com/a"));
        assert!(!matches("/a", Some("example.org"), "http://example.org/b"));
        assert!(!matches("/a", None, "http://example.org/a"));
        assert!(!matches("/a", Some("example.org"), "ftp://example.org/a"));
    }

    /// Case 152, the scheme in any letter case, and its default port as good as none, on either side.
    #[test]
    fn case_152_scheme_and_default_port() {
        for (host, uri, expected) in [
            ("h", "HTTP://h/a", true),
            ("h", "hTTpS://H/a", true),
            ("h", "http://h:80/a", true),
            ("h:80", "http://h/a", true),
            ("h:80", "HTTP://h:80/a", true),
            ("h", "https://h:443/a", true),
            ("h:443", "https://h/a", true),
            ("[::1]", "http://[::1]:80/a", true),
            ("h", "https://h:80/a", false),
            ("h:80", "https://h/a", false),
            ("h:80", "https://h:443/a", false),
            ("h", "http://h:443/a", false),
            ("h:443", "http://h/a", false),
            ("h", "http://h:8080/a", false),
            ("h", "http://h:80:80/a", false),
            ("h", "http:/h/a", false),
            ("h", "http:h/a", false),
            ("h", "httpſ://h/a", false),
            ("h", "http://h:80/A", false),
            ("proxied", "http://h/a", false),
        ] {
            assert_eq!(matches("/a", Some(host), uri), expected, "{host} {uri}");
        }
        assert!(matches("http://h:80/a", None, "http://h/a"));
        assert!(matches("http://h/a", Some("other"), "HTTP://h:80/a"));
        assert!(matches("/", Some("h:80"), "HTTP://h"));
    }

    /// Only an extended `CONNECT` for a WebSocket is hashed as another method.
    #[test]
    fn the_method_of_a_websocket() {
        let (http1, http2, http3) = (Version::HTTP_11, Version::HTTP_2, Version::HTTP_3);
        for (method, uri, version, is_websocket, expected) in [
            ("CONNECT", "https://h/a", http2, true, "GET"),
            ("CONNECT", "http://h/a", http3, true, "GET"),
            ("CONNECT", "https://h/a", http2, false, "CONNECT"),
            ("CONNECT", "https://h/a", http1, true, "CONNECT"),
            ("CONNECT", "h:443", http2, true, "CONNECT"),
            ("POST", "https://h/a", http2, true, "POST"),
            ("GET", "/a", http1, true, "GET"),
        ] {
            let mut request = Request::builder().method(method).uri(uri).version(version);
            if is_websocket {
                request = request.header(SEC_WEBSOCKET_VERSION, "13");
            }
            let (parts, ()) = request.body(()).unwrap_or_default().into_parts();
            assert_eq!(parts.version, version);
            let found = super::method(original(&parts), &parts);
            assert_eq!(found, expected, "{method} {uri} {version:?} {is_websocket}");
        }
    }
}
