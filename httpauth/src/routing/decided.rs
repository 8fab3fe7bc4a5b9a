//! The evidence that somebody has decided who may call a handler or a service.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;

use crate::guard::{GuardService, LoginRequired};

/// A handler that is guarded or public.
///
/// `T` is the tuple of its parameters, as [`Handler`](axum::handler::Handler) has it.
/// [`#[login_required]`](crate::login_required) and [`#[public]`](crate::public) make a handler one.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call `{Self}`",
    label = "neither guarded nor public",
    note = "write `#[login_required]` above the handler, or `#[public]` if anybody may call it",
    note = "in place of a closure or a value, write `#[public] async fn`"
)]
pub trait Decided<T> {
    #[doc(hidden)]
    const SEAL: Seal;
}

/// The value that only this crate has. A trait that asks for it cannot be implemented elsewhere by mistake or in passing.
///
/// It is no private supertrait, which the compiler would name in its messages.
#[derive(Debug)]
pub struct Seal(());

/// The seal itself.
pub(super) const SEAL: Seal = Seal(());

/// The first parameter of a handler that is decided about.
///
/// It is a trait of its own, since a parameter that is not known yet fits no `impl`. If [`Decided`] named the types, the
/// compiler would expect them of any handler, and say so in the place of our message.
pub trait Mark {}

#[diagnostic::do_not_recommend]
impl<P, User, Args, M> Mark for LoginRequired<P, User, Args, M> {}

#[diagnostic::do_not_recommend]
impl<A> Mark for Public<A> {}

/// The first parameter of a public handler, which carries the first extractor `A`, or `()` if there is none.
///
/// It extracts what `A` does, and its type is the evidence that the handler is public.
#[derive(Debug)]
pub struct Public<A>(pub A);

impl<A: FromRequestParts<S>, S: Send + Sync> FromRequestParts<S> for Public<A> {
    type Rejection = A::Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, A::Rejection> {
        A::from_request_parts(parts, state).await.map(Self)
    }
}

impl<A: FromRequest<S>, S: Send + Sync> FromRequest<S> for Public<A> {
    type Rejection = A::Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, A::Rejection> {
        A::from_request(request, state).await.map(Self)
    }
}

macro_rules! decided {
    ($($ty:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<H, M, First: Mark, $($ty,)*> Decided<(M, First, $($ty,)*)> for H {
            const SEAL: Seal = SEAL;
        }
    };
}

decided!();
decided!(T2);
decided!(T2 T3);
decided!(T2 T3 T4);
decided!(T2 T3 T4 T5);
decided!(T2 T3 T4 T5 T6);
decided!(T2 T3 T4 T5 T6 T7);
decided!(T2 T3 T4 T5 T6 T7 T8);
decided!(T2 T3 T4 T5 T6 T7 T8 T9);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15);
decided!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16);

/// A service behind a guard.
///
/// `guard(Policy).layer(service)` makes a service one.
#[diagnostic::on_unimplemented(
    message = "nothing decides who may call the service `{Self}`",
    label = "not behind a guard",
    note = "write `guard(Auth).layer(service)`, with `tower::Layer` in scope",
    note = "for a public service, write `.undecided(|router| router.route_service(path, service))`"
)]
pub trait DecidedService {
    #[doc(hidden)]
    const SEAL: Seal;
}

#[diagnostic::do_not_recommend]
impl<I, P, S> DecidedService for GuardService<I, P, S> {
    const SEAL: Seal = SEAL;
}
