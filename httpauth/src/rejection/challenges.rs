//! The challenges of an answer.

use axum::http::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};

/// The challenges of one answer, in order. There is nearly always one.
#[derive(Clone, Debug)]
pub enum Challenges {
    /// The challenge of a scheme that has one.
    One([HeaderValue; 1]),
    /// The challenges of a scheme with several algorithms, or of several schemes.
    Many(Vec<HeaderValue>),
}

impl Challenges {
    /// The challenges of an answer that has none.
    pub(crate) const NONE: Self = Self::Many(Vec::new());

    /// Adds a `WWW-Authenticate` field for each challenge (RFC 9110 section 11.6.1).
    pub(super) fn add_to(self, headers: &mut HeaderMap) {
        let mut add = |challenge| headers.append(WWW_AUTHENTICATE, challenge);
        match self {
            Self::One([challenge]) => {
                add(challenge);
            }
            Self::Many(challenges) => {
                for challenge in challenges {
                    add(challenge);
                }
            }
        }
    }
}

impl From<HeaderValue> for Challenges {
    fn from(challenge: HeaderValue) -> Self {
        Self::One([challenge])
    }
}
