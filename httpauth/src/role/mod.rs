//! The check of the role that a rule asks for against the roles that `#[get_user_roles]` returned.

mod literals;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};
use std::convert::Infallible;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

pub use literals::{AskEach, AskTexts, Literals};

/// The roles of a user, which can be asked for a role of type `Q`.
///
/// `Kind` tells the implementations apart and is always inferred. Roles are a single role, a `Vec`, slice, array or set
/// of them, an `Option`, a reference or an `Arc`/`Box`/`Rc` of any of these. A role is anything that can be compared
/// with what the rule names, such as text with a string literal, or your enum with its variants.
#[diagnostic::on_unimplemented(
    message = "the roles `{Self}` cannot hold a role of type `{Q}`",
    label = "`#[get_user_roles]` returns `{Self}`, which does not hold roles of this type",
    note = "a permission is not a role; write `permission(owns_todo)` for the function `owns_todo`",
    note = "let `#[get_user_roles]` return a role of the type in the rule, or an `Option`, `Vec`, slice, array or set \
            of such roles",
    note = "a role type of your own needs `PartialEq`",
    note = "write a `Result` of roles as `Result<Vec<String>, E>`, or as an alias whose name ends with `Result`"
)]
pub trait Roles<Q, Kind> {
    /// Returns whether `role` is one of these.
    fn has(&self, role: &Q) -> bool;
}

/// [`Roles`] that are one role.
#[derive(Debug)]
pub struct One(Infallible);

/// [`Roles`] that are a collection of roles.
#[derive(Debug)]
pub struct Many(Infallible);

/// [`Roles`] inside of something else, such as an `Option`, a reference or a smart pointer.
#[derive(Debug)]
pub struct Within<Wrapper, Kind>(Infallible, PhantomData<(Wrapper, Kind)>);

#[diagnostic::do_not_recommend]
impl<T: PartialEq<Q>, Q> Roles<Q, One> for T {
    fn has(&self, role: &Q) -> bool {
        self == role
    }
}

/// A type that holds no role, one or many, and of which no value is a role itself.
pub trait List {}

impl<T> List for Option<T> {}
impl<T> List for VecDeque<T> {}
impl<T> List for LinkedList<T> {}
impl<L: List + ToOwned + ?Sized> List for Cow<'_, L> {}

/// Roles that are text of the standard library, in any of the shapes of [`Roles`]. Such text equals a literal if and only
/// if it has the same bytes, so that it can be looked up among many.
pub trait Texts {
    /// Calls `see` with each of them.
    fn each(&self, see: &mut impl FnMut(&str));
}

impl Texts for str {
    fn each(&self, see: &mut impl FnMut(&str)) {
        see(self);
    }
}

impl Texts for String {
    fn each(&self, see: &mut impl FnMut(&str)) {
        see(self);
    }
}

impl<T: Texts + ToOwned + ?Sized> Texts for Cow<'_, T> {
    fn each(&self, see: &mut impl FnMut(&str)) {
        (**self).each(see);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each(&self, see: &mut impl FnMut(&str)) {
        if let Some(roles) = self {
            roles.each(see);
        }
    }
}

/// Implements `List`, `Roles` and `Texts` for collections, any element of which may be the role.
macro_rules! many {
    ($([$($generics:tt)*] $collection:ty),+ $(,)?) => {$(
        impl<T, $($generics)*> List for $collection {}


        #[diagnostic::do_not_recommend]
        impl<T: PartialEq<Q>, Q, $($generics)*> Roles<Q, Many> for $collection {
            fn has(&self, role: &Q) -> bool {
                self.iter().any(|own| own == role)
            }
        }

        impl<T: Texts, $($generics)*> Texts for $collection {
            fn each(&self, see: &mut impl FnMut(&str)) {
                for own in self {
                    own.each(see);
                }
            }
        }
    )+};
}

many!([] [T], [] Vec<T>, [const N: usize] [T; N], [S] HashSet<T, S>, [] BTreeSet<T>);

#[diagnostic::do_not_recommend]
impl<T: Roles<Q, K>, Q, K> Roles<Q, Within<Option<()>, K>> for Option<T> {
    fn has(&self, role: &Q) -> bool {
        self.as_ref().is_some_and(|roles| roles.has(role))
    }
}

/// Implements `List`, `Roles` and `Texts` for pointers, by the value that they point to.
macro_rules! within {
    ($($wrapper:ty, $pointer:ty);+ $(;)?) => {$(
        impl<T: List + ?Sized> List for $pointer {}


        #[diagnostic::do_not_recommend]
        impl<T: Roles<Q, K> + ?Sized, Q, K> Roles<Q, Within<$wrapper, K>> for $pointer {
            fn has(&self, role: &Q) -> bool {
                (**self).has(role)
            }
        }

        impl<T: Texts + ?Sized> Texts for $pointer {
            fn each(&self, see: &mut impl FnMut(&str)) {
                (**self).each(see);
            }
        }
    )+};
}

within!(&'static (), &T; Arc<()>, Arc<T>; Rc<()>, Rc<T>; Box<()>, Box<T>);

#[diagnostic::do_not_recommend]
impl<T, Q, K> Roles<Q, Within<Cow<'static, ()>, K>> for Cow<'_, [T]>
where
    [T]: ToOwned + Roles<Q, K>,
{
    fn has(&self, role: &Q) -> bool {
        (**self).has(role)
    }
}

/// The roles of one of several auth objects.
#[derive(Debug)]
pub enum Either<A, B> {
    /// The roles of the first object.
    First(A),
    /// The roles of one of the rest.
    Rest(B),
}

#[diagnostic::do_not_recommend]
impl<A: Roles<Q, K>, B: Roles<Q, L>, Q, K, L> Roles<Q, Within<Either<K, L>, ()>> for Either<A, B> {
    fn has(&self, role: &Q) -> bool {
        match self {
            Self::First(roles) => roles.has(role),
            Self::Rest(roles) => roles.has(role),
        }
    }
}

impl<A: Texts, B: Texts> Texts for Either<A, B> {
    fn each(&self, see: &mut impl FnMut(&str)) {
        match self {
            Self::First(roles) => roles.each(see),
            Self::Rest(roles) => roles.each(see),
        }
    }
}

impl Texts for () {
    fn each(&self, _: &mut impl FnMut(&str)) {}
}

/// The end of a list of auth objects, which holds no role.
#[diagnostic::do_not_recommend]
impl<Q> Roles<Q, Within<(), ()>> for () {
    fn has(&self, _: &Q) -> bool {
        false
    }
}

/// A role that a rule names. A compiled rule asks `Asked(role).__httpauth_of(&roles)` and nothing else.
///
/// The type of the role decides which method answers, in the order in which the compiler looks for one. A `List` has an
/// inherent method, which does not compile. Text has the one of [`AskText`]. Any other role has the one of [`AskAny`],
/// which takes a reference and so comes last. A method by value of the application's traits would come before it, so the
/// name is one that nobody else gives.
#[derive(Debug)]
pub struct Asked<Q>(pub Q);

/// Roles that are asked for as text.
pub trait AskText {
    /// The role.
    type Role;

    /// Returns whether the role is one of `roles`. Empty text is not a role.
    fn __httpauth_of<R: Roles<Self::Role, K> + ?Sized, K>(self, roles: &R) -> bool;
}

impl<Q: AsRef<str>> AskText for Asked<Q> {
    type Role = Q;

    fn __httpauth_of<R: Roles<Q, K> + ?Sized, K>(self, roles: &R) -> bool {
        !self.0.as_ref().is_empty() && roles.has(&self.0)
    }
}

/// Roles that are asked for as values of any type.
pub trait AskAny {
    /// The role.
    type Role;

    /// Returns whether the role is one of `roles`.
    fn __httpauth_of<R: Roles<Self::Role, K> + ?Sized, K>(self, roles: &R) -> bool;
}

impl<Q> AskAny for &Asked<Q> {
    type Role = Q;

    fn __httpauth_of<R: Roles<Q, K> + ?Sized, K>(self, roles: &R) -> bool {
        roles.has(&self.0)
    }
}

impl<Q: List> Asked<Q> {
    /// Rejects a list at compile time, since it would be compared with all the roles of a user.
    pub fn __httpauth_of<R: ?Sized>(self, _: &R) -> bool
    where
        Q: WrittenInTheRule,
    {
        false
    }
}

/// A list that is written in the rule. The macro takes it apart, so that no type implements this.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a list of roles, not a role",
    label = "a list that is not written in the rule",
    note = "write the list in the rule, as in `role = [\"admin\", \"moderator\"]`",
    note = "the elements of the list may be constants"
)]
pub trait WrittenInTheRule {}
