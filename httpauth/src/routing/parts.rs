//! The parts that a router is made of. They are traits, so that axum's own routers get a message of ours.

use axum::extract::FromRef;

use super::decided::{SEAL, Seal};
use crate::scheme::token::TokenAuth;
use crate::well_known::WellKnown;

/// A router whose every handler is decided about, as [`Router`](super::Router) and [`WellKnown`] are.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the handlers of this `{Self}`",
    label = "axum's own, which takes any handler",
    note = "write `httpauth::routing::Router::new()`, or lay a guard over it by `Router::guarded(guard(Auth), router)`",
    note = "for a public router of another crate, write `.undecided(|app| app.merge(router))`"
)]
pub trait Routes<S> {
    #[doc(hidden)]
    const SEAL: Seal;

    #[doc(hidden)]
    fn into_axum(self) -> axum::Router<S>;
}

#[diagnostic::do_not_recommend]
impl<A: TokenAuth, S> Routes<S> for WellKnown<A>
where
    S: Clone + Send + Sync + 'static,
    A::State: FromRef<S>,
{
    const SEAL: Seal = SEAL;

    fn into_axum(self) -> axum::Router<S> {
        self.into()
    }
}

/// The handlers of one path, each of which is decided about. [`MethodRouter`](super::MethodRouter) alone is one.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the handlers of this `{Self}`",
    label = "axum's own, which takes any handler",
    note = "write `use httpauth::routing::get`, and so for `post` and the others"
)]
pub trait MethodRoutes<S> {
    #[doc(hidden)]
    const SEAL: Seal;

    #[doc(hidden)]
    fn into_axum(self) -> axum::routing::MethodRouter<S>;
}
