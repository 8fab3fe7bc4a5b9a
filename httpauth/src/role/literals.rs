//! The look for a user's roles among the many string literals of a rule.
//!
//! A rule with few roles compares each of them with each role of the user, which is the fastest way and the only one for
//! roles of any type. The cost is the product of both. So a rule with many literals has them sorted, by length and then
//! by bytes as the macro does it, and finds each role of the user among them by a binary search.

use super::{Roles, Texts};

/// The string literals that a rule names, sorted, and the roles of the user. A compiled rule calls `__httpauth_held` once,
/// and asks the function that it returns for each literal by its place.
///
/// The type of the roles decides which method answers, as with [`Asked`](super::Asked). Text has the one of [`AskTexts`].
#[derive(Debug)]
pub struct Literals<'l, 'r, R: ?Sized, const N: usize>(pub &'l [&'l str; N], pub &'r R);

/// Roles that are found among the literals.
pub trait AskTexts<'l> {
    /// The roles of the user.
    type Roles: ?Sized;

    /// Returns whether the literal at a place is one of the roles.
    fn __httpauth_held<K>(self) -> impl Fn(usize) -> bool
    where
        Self::Roles: Roles<&'l str, K>;
}

impl<'l, R: Texts + ?Sized, const N: usize> AskTexts<'l> for Literals<'l, '_, R, N> {
    type Roles = R;

    fn __httpauth_held<K>(self) -> impl Fn(usize) -> bool
    where
        R: Roles<&'l str, K>,
    {
        let Self(literals, roles) = self;
        let mut held = [false; N];
        roles.each(&mut |role: &str| {
            let order = |literal: &&str| {
                let by_length = literal.len().cmp(&role.len());
                by_length.then_with(|| (*literal).cmp(role))
            };
            let found = literals.binary_search_by(order).ok();
            if let Some(held) = found.and_then(|place| held.get_mut(place)) {
                *held = true;
            }
        });
        move |place| held.get(place).is_some_and(|held| *held)
    }
}

/// Roles of any type, with which each literal is compared.
pub trait AskEach<'l> {
    /// The roles of the user.
    type Roles: ?Sized;

    /// Returns whether the literal at a place is one of the roles.
    fn __httpauth_held<K>(self) -> impl Fn(usize) -> bool
    where
        Self::Roles: Roles<&'l str, K>;
}

impl<'l, R: ?Sized, const N: usize> AskEach<'l> for &Literals<'l, '_, R, N> {
    type Roles = R;

    fn __httpauth_held<K>(self) -> impl Fn(usize) -> bool
    where
        R: Roles<&'l str, K>,
    {
        let Literals(literals, roles) = self;
        move |place| {
            let literal = literals.get(place);
            literal.is_some_and(|literal| roles.has(literal))
        }
    }
}
