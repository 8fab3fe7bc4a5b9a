//! The extractors of a guarded handler, which run after the guard.

use std::future::Future;
use std::mem;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

/// The extractors of a guarded handler as a tuple. All but the last take the request's head.
///
/// `M` is [`Head`] or [`Whole`], and tells what the last one takes, as axum's own marker does.
#[diagnostic::on_unimplemented(
    message = "the parameters of this handler, `{Self}`, are not all extractors",
    label = "one of these is not an extractor",
    note = "besides the user a handler takes extractors that implement `FromRequestParts`",
    note = "the last extractor may implement `FromRequest` instead, and read the body"
)]
pub trait Arguments<S, M>: Sized {
    /// Runs the extractors. The head is borrowed, since most handlers do not take it.
    ///
    /// # Errors
    ///
    /// The rejection of the first one that fails, as its response.
    fn extract(
        parts: &mut Parts,
        body: Body,
        state: &S,
    ) -> impl Future<Output = Result<Self, Response>> + Send;
}

/// The mark of a last extractor that takes the head of the request.
#[derive(Debug)]
pub struct Head;

/// The mark of a last extractor that takes the whole request.
#[derive(Debug)]
pub struct Whole;

impl<S: Sync> Arguments<S, ()> for () {
    async fn extract(_: &mut Parts, _: Body, _: &S) -> Result<Self, Response> {
        Ok(())
    }
}

/// Takes the head and leaves an empty one in its place.
fn take(parts: &mut Parts) -> Parts {
    let (empty, ()) = http::Request::new(()).into_parts();
    mem::replace(parts, empty)
}

macro_rules! arguments {
    ($($ty:ident)*; $last:ident) => {
        #[allow(non_snake_case)]
        #[diagnostic::do_not_recommend]
        impl<S, $($ty,)* $last> Arguments<S, Head> for ($($ty,)* $last,)
        where
            S: Send + Sync,
            $($ty: FromRequestParts<S> + Send,)*
            $last: FromRequestParts<S> + Send,
        {
            async fn extract(parts: &mut Parts, _: Body, state: &S) -> Result<Self, Response> {
                $(let $ty = $ty::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;)*
                let $last = $last::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
                Ok(($($ty,)* $last,))
            }
        }

        #[allow(non_snake_case)]
        #[diagnostic::do_not_recommend]
        impl<S, $($ty,)* $last> Arguments<S, Whole> for ($($ty,)* $last,)
        where
            S: Send + Sync,
            $($ty: FromRequestParts<S> + Send,)*
            $last: FromRequest<S> + Send,
        {
            async fn extract(parts: &mut Parts, body: Body, state: &S) -> Result<Self, Response> {
                $(let $ty = $ty::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;)*
                let request = Request::from_parts(take(parts), body);
                let $last = $last::from_request(request, state).await.map_err(IntoResponse::into_response)?;
                Ok(($($ty,)* $last,))
            }
        }
    };
}

arguments!(; T1);
arguments!(T1; T2);
arguments!(T1 T2; T3);
arguments!(T1 T2 T3; T4);
arguments!(T1 T2 T3 T4; T5);
arguments!(T1 T2 T3 T4 T5; T6);
arguments!(T1 T2 T3 T4 T5 T6; T7);
arguments!(T1 T2 T3 T4 T5 T6 T7; T8);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8; T9);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9; T10);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10; T11);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11; T12);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12; T13);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13; T14);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14; T15);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15; T16);
