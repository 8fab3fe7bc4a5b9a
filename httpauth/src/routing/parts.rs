//! The parts that a router is made of. They are traits, so that axum's own routers get a message of ours.

use super::method::MethodRouter;
use super::router::Router;

/// A router whose every handler is decided about, which [`Router`] alone is.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the handlers of this `{Self}`",
    label = "a router that may hold anything",
    note = "make it of `httpauth::routing::Router`, or lay a guard over it: `Router::guarded(guard(Auth), router)`",
    note = "if it is another crate's, and anybody may call it, write `.undecided(|app| app.merge(router))`"
)]
pub trait Routes<S> {
    #[doc(hidden)]
    fn into_axum(self) -> axum::Router<S>;
}

#[diagnostic::do_not_recommend]
impl<S> Routes<S> for Router<S> {
    fn into_axum(self) -> axum::Router<S> {
        self.into()
    }
}

/// The handlers of one path, each of which is decided about. [`MethodRouter`] alone is one.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the handlers of this `{Self}`",
    label = "axum's own, which takes any handler",
    note = "take `get`, `post` and the others from `httpauth::routing`, where axum's own do not compile"
)]
pub trait MethodRoutes<S> {
    #[doc(hidden)]
    fn into_axum(self) -> axum::routing::MethodRouter<S>;
}

#[diagnostic::do_not_recommend]
impl<S> MethodRoutes<S> for MethodRouter<S> {
    fn into_axum(self) -> axum::routing::MethodRouter<S> {
        self.into()
    }
}
