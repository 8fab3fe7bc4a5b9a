//! The check for user types that are verdicts themselves, since their `Some(false)` would be accepted.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use super::slots;
use crate::user::CurrentUser;

/// The user in the answer of a callback of the slot `Slot`.
///
/// `IS_VERDICT` is true where the answer is a `HoldsVerdict`. An inherent constant wins over the one of [`PlainUser`],
/// which every answer has.
#[derive(Debug)]
pub struct UserIn<Answer, Slot>(PhantomData<(Answer, Slot)>);

/// An answer of any type.
pub trait PlainUser {
    /// `false`, since the user is not a verdict.
    const IS_VERDICT: bool = false;
}

impl<Answer, Slot> PlainUser for UserIn<Answer, Slot> {}

impl<Answer: HoldsVerdict<Slot>, Slot> UserIn<Answer, Slot> {
    /// `true`, since the user is a verdict.
    pub const IS_VERDICT: bool = true;
}

/// A type that reads like a verdict.
pub trait ReadsLikeVerdict {}

impl ReadsLikeVerdict for bool {}
impl<U> ReadsLikeVerdict for Option<U> {}
impl<U, E> ReadsLikeVerdict for Result<U, E> {}

/// A pointer reads like what it points to.
macro_rules! behind {
    ($($pointer:ty),+) => {$(
        impl<U: ReadsLikeVerdict> ReadsLikeVerdict for $pointer {}
    )+};
}

behind!(&U, Arc<U>, Box<U>, Rc<U>, CurrentUser<U>);

impl<U: ReadsLikeVerdict + ToOwned> ReadsLikeVerdict for Cow<'_, U> {}

/// An answer whose user reads like a verdict.
pub trait HoldsVerdict<Slot> {}

impl<U: ReadsLikeVerdict, Slot> HoldsVerdict<Slot> for Option<U> {}
impl<P, U: ReadsLikeVerdict> HoldsVerdict<slots::GetPassword> for Option<(P, U)> {}
impl<P, U> HoldsVerdict<slots::GetPassword> for Option<(P, (U, bool))> {}
impl<U> HoldsVerdict<slots::VerifyPassword> for Option<(U, bool)> {}
impl<U> HoldsVerdict<slots::VerifyToken> for Option<(U, bool)> {}
impl<A: HoldsVerdict<Slot>, E, Slot> HoldsVerdict<Slot> for Result<A, E> {}
