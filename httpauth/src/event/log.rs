//! The events for `tracing`.

use tracing::Level;
use tracing::level_filters::LevelFilter;

use super::kind::Kind;
use crate::label::Label;
use crate::outcome::Answered;
use crate::registry::Registry;
use crate::rejection::Reason;

/// Emits the event of a refused request. A subscriber that does not want its level pays for a comparison.
#[inline]
pub(super) fn refused(object: &Registry, by: &Registry, label: Label, answered: &Answered) {
    if LevelFilter::current() != LevelFilter::OFF {
        emit(object, by, label, answered);
    }
}

fn emit(object: &Registry, by: &Registry, label: Label, answered: &Answered) {
    let &(policy, rule) = label.text;
    let object = object.object();
    let member = Some(by.object()).filter(|member| *member != object);

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
                reason = answered.reason.map(Reason::name),
                status = answered.response.status().as_u16(),
                $message
            )
        };
    }
    match Kind::of(answered) {
        // A client asks for the challenge so, and renews its nonce so. Nobody did anything wrong.
        Kind::Refused(Reason::Missing | Reason::Stale) => {
            event!(DEBUG, "httpauth.refused", "a guard refused a request");
        }
        Kind::Refused(_) => event!(INFO, "httpauth.refused", "a guard refused a request"),
        Kind::Answered => event!(INFO, "httpauth.answered", "a callback refused a request"),
        Kind::Failed => event!(WARN, "httpauth.failed", "a callback failed"),
    }
}
