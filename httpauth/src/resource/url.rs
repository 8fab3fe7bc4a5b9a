//! The URLs of a protected resource and of its document.

use axum::http::uri::Authority;

/// The part that is put between the host and the path (RFC 9728 section 3).
pub(crate) const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";

/// The URL of a resource's document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MetadataUrl {
    origin: String,
    target: String,
}

impl MetadataUrl {
    /// Makes the URL of the resource's (RFC 9728 section 3.1). `None` if that is not a URL of a resource.
    ///
    /// A slash right behind the host is removed, and that at the end of a path stays.
    pub(super) fn of(resource: &str) -> Option<Self> {
        let (origin, target) = split(resource)?;
        let target = match target.strip_prefix('/') {
            Some(rest) if rest.is_empty() || rest.starts_with('?') => rest,
            _ => target,
        };
        Some(Self {
            origin: origin.to_owned(),
            target: format!("{WELL_KNOWN}{target}"),
        })
    }

    /// Returns the path, and the query if there is one.
    pub(crate) fn target(&self) -> &str {
        &self.target
    }

    /// Returns the parameter of a challenge (RFC 9728 section 5.1).
    pub(crate) fn parameter(&self) -> String {
        format!(", resource_metadata=\"{}{}\"", self.origin, self.target)
    }
}

/// Returns whether the text is the URL of a resource, or the issuer of an authorization server.
pub(super) fn is_url(text: &str) -> bool {
    split(text).is_some()
}

/// Splits a URL behind its host. `None` if it is not an `http` or `https` URL without a user and a fragment.
///
/// Characters that no URL has are refused (RFC 3986 section 2), among them those that end a quoted-string.
fn split(url: &str) -> Option<(&str, &str)> {
    let legal = |byte: u8| byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte);
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let host = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, target) = rest.split_at_checked(host)?;
    let authority: Authority = host.parse().ok()?;
    let is_legal = url.bytes().all(legal) && !host.contains('@') && !authority.host().is_empty();
    let behind = url.len().checked_sub(target.len())?;
    url.split_at_checked(behind).filter(|_| is_legal)
}
