//! The further parameters of a callback.

use axum::extract::FromRequestParts;

/// Extractors that run on the request before the callback does, and that see the state of its auth object.
#[diagnostic::on_unimplemented(
    message = "the further parameters of this callback, `{Self}`, are not all extractors",
    label = "one of these is no extractor here",
    note = "after its own parameters a callback takes extractors of the request's head, `FromRequestParts`: none of \
            its body",
    note = "an extractor of state, as `State<T>`, needs an auth object with this state: \
            `#[basic_auth(state = AppState)]`"
)]
pub trait Extractors<S>: FromRequestParts<S> + Send {}

#[diagnostic::do_not_recommend]
impl<T: FromRequestParts<S> + Send, S> Extractors<S> for T {}
