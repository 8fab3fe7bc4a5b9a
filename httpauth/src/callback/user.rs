//! User types that are verdicts themselves, of which `Some(false)` would be accepted.

use std::marker::PhantomData;

use super::slots;

/// The user in the answer of a callback of the slot `Slot`.
///
/// `IS_VERDICT` is true where the answer is a `HoldsVerdict`: an inherent constant wins over the one of [`PlainUser`],
/// which every answer has.
#[derive(Debug)]
pub struct UserIn<Answer, Slot>(PhantomData<(Answer, Slot)>);

/// Any answer.
pub trait PlainUser {
    /// The user is no verdict.
    const IS_VERDICT: bool = false;
}

impl<Answer, Slot> PlainUser for UserIn<Answer, Slot> {}

impl<Answer: HoldsVerdict<Slot>, Slot> UserIn<Answer, Slot> {
    /// The user is a verdict.
    pub const IS_VERDICT: bool = true;
}

/// A type that reads like a verdict.
pub trait ReadsLikeVerdict {}

impl ReadsLikeVerdict for bool {}
impl<U> ReadsLikeVerdict for Option<U> {}
impl<U, E> ReadsLikeVerdict for Result<U, E> {}

/// An answer whose user reads like a verdict.
pub trait HoldsVerdict<Slot> {}

impl<U: ReadsLikeVerdict, Slot> HoldsVerdict<Slot> for Option<U> {}
impl<P, U: ReadsLikeVerdict> HoldsVerdict<slots::GetPassword> for Option<(P, U)> {}
impl<A: HoldsVerdict<Slot>, E, Slot> HoldsVerdict<Slot> for Result<A, E> {}
