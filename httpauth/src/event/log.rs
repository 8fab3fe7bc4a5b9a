//! The events for `tracing`.

use axum::response::Response;
use tracing::Level;
use tracing::level_filters::LevelFilter;

use super::kind::Kind;
use crate::label::Label;
use crate::registry::Registry;
use crate::rejection::{AuthError, Reason};

/// Emits the event of a refused request. A subscriber that does not want its level pays for a comparison.
#[inline]
pub(super) fn refused(object: &Registry, by: &Registry, label: Label, response: &Response) {
    if LevelFilter::current() != LevelFilter::OFF {
        emit(object, by, label, response);
    }
}

fn emit(object: &Registry, by: &Registry, label: Label, response: &Response) {
    let &(policy, rule) = label.text;
    let object = object.object();
    let member = Some(by.object()).filter(|member| *member != object);
    let error = response.extensions().get::<AuthError>();

    macro_rules! event {
        ($level:ident, $name:literal, $message:literal) => {
            tracing::event!(
                name: $name,
                target: "httpauth",
                Level::$level,
                object,
                member,
                scheme = by.scheme(),
                policy,
                rule,
                reason = error.map(|error| error.reason().name()),
                status = response.status().as_u16(),
                $message
            )
        };
    }
    match Kind::of(response) {
        // A client asks for the challenge so, and renews its nonce so. Nobody did anything wrong.
        Kind::Refused(Reason::Missing | Reason::Stale) => {
            event!(DEBUG, "httpauth.refused", "a guard refused a request");
        }
        Kind::Refused(_) => event!(INFO, "httpauth.refused", "a guard refused a request"),
        Kind::Answered => event!(INFO, "httpauth.answered", "a callback refused a request"),
        Kind::Failed => event!(WARN, "httpauth.failed", "a callback failed"),
    }
}
