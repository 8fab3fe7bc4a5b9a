//! The challenges of an answer.

use axum::http::HeaderValue;

/// The challenges of one answer, in order. There is nearly always one.
#[derive(Clone, Debug)]
pub enum Challenges {
    /// The challenge of a scheme that has one.
    One([HeaderValue; 1]),
    /// The challenges of a scheme with several algorithms, or of several schemes.
    Many(Vec<HeaderValue>),
}

impl From<HeaderValue> for Challenges {
    fn from(challenge: HeaderValue) -> Self {
        Self::One([challenge])
    }
}
