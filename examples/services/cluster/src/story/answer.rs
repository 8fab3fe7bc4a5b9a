//! The kinds of answers.

use axum::http::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use crate::Error;

/// The kinds of answers. An answer of no kind is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// 200, by which somebody got in.
    In,
    /// 401 to a request without credentials.
    First,
    /// 401 with `stale=true`, to a right password. The client goes on by itself.
    Stale,
    /// 401 to a count that was used.
    Replayed,
    /// 401 to a wrong password.
    Wrong,
    /// 429, before a password is looked at.
    Throttled,
    /// 502, by nginx.
    NoProcess,
    /// 503, without a challenge.
    Unavailable,
}

impl Answer {
    /// All kinds, each with its name.
    pub(super) const ALL: [(Self, &str); 8] = [
        (Self::In, "200"),
        (Self::First, "401 first"),
        (Self::Stale, "401 stale"),
        (Self::Replayed, "401 replayed"),
        (Self::Wrong, "401 wrong"),
        (Self::Throttled, "429"),
        (Self::NoProcess, "502"),
        (Self::Unavailable, "503"),
    ];

    /// Tells the kind of an answer by its status, its reason and its challenges, which must agree.
    pub(super) fn of(status: u16, fields: &HeaderMap) -> Result<Self, Error> {
        let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let reason = fields.get("x-reason").map(text).unwrap_or_default();
        let challenges: Vec<_> = fields.get_all(WWW_AUTHENTICATE).iter().map(text).collect();
        let is_stale = challenges
            .iter()
            .any(|challenge| challenge.contains("stale=true"));
        match (status, reason.as_str(), !challenges.is_empty(), is_stale) {
            (200, "", false, false) => Ok(Self::In),
            (401, "Missing", true, false) => Ok(Self::First),
            (401, "Stale", true, true) => Ok(Self::Stale),
            (401, "Replayed", true, false) => Ok(Self::Replayed),
            (401, "Invalid", true, false) => Ok(Self::Wrong),
            (429, "Throttled", false, false) => Ok(Self::Throttled),
            (502, "", false, false) => Ok(Self::NoProcess),
            (503, "", false, false) => Ok(Self::Unavailable),
            other => Err(format!("nobody has thought of this answer: {other:?}").into()),
        }
    }
}
