//! The parts that a router is made of. They are traits, so that axum's own routers get a message of ours.

/// A router whose every handler is decided about, which [`Router`](super::Router) alone is.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the handlers of this `{Self}`",
    label = "axum's own, which takes any handler",
    note = "write `httpauth::routing::Router::new()`, or lay a guard over it by `Router::guarded(guard(Auth), router)`",
    note = "for a public router of another crate, write `.undecided(|app| app.merge(router))`"
)]
pub trait Routes<S> {
    #[doc(hidden)]
    fn into_axum(self) -> axum::Router<S>;
}

/// The handlers of one path, each of which is decided about. [`MethodRouter`](super::MethodRouter) alone is one.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the handlers of this `{Self}`",
    label = "axum's own, which takes any handler",
    note = "write `use httpauth::routing::get`, and so for `post` and the others"
)]
pub trait MethodRoutes<S> {
    #[doc(hidden)]
    fn into_axum(self) -> axum::routing::MethodRouter<S>;
}
