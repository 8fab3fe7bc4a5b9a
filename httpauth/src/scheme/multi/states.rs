//! The states of the members.

use std::borrow::Borrow;

use axum::extract::FromRef;

/// The source of the members' states, given the object's state `S` and their own `T`.
pub trait Source<S, T> {
    /// Returns the members' states.
    fn states(state: &S) -> impl Borrow<T> + Send + Sync;
}

/// The source of states that are the object's own state.
#[derive(Debug)]
pub struct Own;

/// The source of states that are taken from the `state` of the object.
#[derive(Debug)]
pub struct Given;

impl<T: Sync> Source<T, T> for Own {
    fn states(state: &T) -> impl Borrow<T> + Send + Sync {
        state
    }
}

impl<S, T: FromRef<S> + Send + Sync> Source<S, T> for Given {
    fn states(state: &S) -> impl Borrow<T> + Send + Sync {
        T::from_ref(state)
    }
}

/// The states of the list. It is not `Clone`, so that it does not overlap with axum's
/// `impl<T: Clone> FromRef<T> for T`.
#[derive(Debug)]
pub struct States<A, B>(pub(super) A, pub(super) B);

impl<S, A: FromRef<S>, B: FromRef<S>> FromRef<S> for States<A, B> {
    fn from_ref(state: &S) -> Self {
        Self(A::from_ref(state), B::from_ref(state))
    }
}
