//! Is the `uri` parameter the target of the request?

use axum::extract::OriginalUri;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};

/// Whether `uri` is the request target, byte for byte (RFC 7616, section 3.4.6), in origin-form or in absolute-form
/// (RFC 9112, section 3.2).
///
/// A nested router strips its prefix from the request's URI, so the original one counts.
pub(super) fn is_target(uri: &[u8], parts: &Parts) -> bool {
    let original = parts
        .extensions
        .get::<OriginalUri>()
        .map_or(&parts.uri, |original| &original.0);
    let target = original
        .path_and_query()
        .map_or("", |target| target.as_str())
        .as_bytes();
    uri == target || is_absolute(uri, target, original, parts)
}

/// Whether `uri` is `http://authority` and then the target, with the authority that the request is for.
fn is_absolute(uri: &[u8], target: &[u8], original: &Uri, parts: &Parts) -> bool {
    let after_scheme = uri
        .strip_prefix(b"http://")
        .or_else(|| uri.strip_prefix(b"https://"));
    let Some((authority, rest)) = after_scheme.map(split_at_path) else {
        return false;
    };
    let host = parts.headers.get(HOST).map(HeaderValue::as_bytes);
    let ours = original
        .authority()
        .map(|authority| authority.as_str().as_bytes())
        .or(host);
    let same_target = rest == target || (rest.is_empty() && target == b"/");
    same_target && ours.is_some_and(|ours| ours.eq_ignore_ascii_case(authority))
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
        is_target(uri.as_bytes(), &parts)
    }

    /// SECURITY.md 59 and 62: byte for byte, the query and percent-encodings included.
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

    /// SECURITY.md 60: an absolute-form is fine for the request's own host.
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
}
