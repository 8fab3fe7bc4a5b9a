//! The check of the role that a rule asks for against the roles that `#[get_user_roles]` returned.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};
use std::convert::Infallible;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

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

/// Implements `List` and `Roles` for collections, any element of which may be the role.
macro_rules! many {
    ($([$($generics:tt)*] $collection:ty),+ $(,)?) => {$(
        impl<T, $($generics)*> List for $collection {}


        #[diagnostic::do_not_recommend]
        impl<T: PartialEq<Q>, Q, $($generics)*> Roles<Q, Many> for $collection {
            fn has(&self, role: &Q) -> bool {
                self.iter().any(|own| own == role)
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

/// Implements `List` and `Roles` for pointers, by the value that they point to.
macro_rules! within {
    ($($wrapper:ty, $pointer:ty);+ $(;)?) => {$(
        impl<T: List + ?Sized> List for $pointer {}


        #[diagnostic::do_not_recommend]
        impl<T: Roles<Q, K> + ?Sized, Q, K> Roles<Q, Within<$wrapper, K>> for $pointer {
            fn has(&self, role: &Q) -> bool {
                (**self).has(role)
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

/// The end of a list of auth objects, which holds no role.
#[diagnostic::do_not_recommend]
impl<Q> Roles<Q, Within<(), ()>> for () {
    fn has(&self, _: &Q) -> bool {
        false
    }
}

/// A role that a rule names. A compiled rule asks `Asked(role).of(&roles)` and nothing else.
///
/// The type of the role decides which method answers, in the order in which the compiler looks for one. A `List` has an
/// inherent method, which does not compile. Text has the one of [`AskText`]. Any other role has the one of [`AskAny`],
/// which takes a reference and so comes last.
#[derive(Debug)]
pub struct Asked<Q>(pub Q);

/// Roles that are asked for as text.
pub trait AskText {
    /// The role.
    type Role;

    /// Returns whether the role is one of `roles`. Empty text is not a role.
    fn of<R: Roles<Self::Role, K> + ?Sized, K>(self, roles: &R) -> bool;
}

impl<Q: AsRef<str>> AskText for Asked<Q> {
    type Role = Q;

    fn of<R: Roles<Q, K> + ?Sized, K>(self, roles: &R) -> bool {
        !self.0.as_ref().is_empty() && roles.has(&self.0)
    }
}

/// Roles that are asked for as values of any type.
pub trait AskAny {
    /// The role.
    type Role;

    /// Returns whether the role is one of `roles`.
    fn of<R: Roles<Self::Role, K> + ?Sized, K>(self, roles: &R) -> bool;
}

impl<Q> AskAny for &Asked<Q> {
    type Role = Q;

    fn of<R: Roles<Q, K> + ?Sized, K>(self, roles: &R) -> bool {
        roles.has(&self.0)
    }
}

impl<Q: List> Asked<Q> {
    /// Rejects a list at compile time, since it would be compared with all the roles of a user.
    pub fn of<R: ?Sized>(self, _: &R) -> bool
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks as a rule does, without its choice by type.
    fn has<Q, K>(roles: &(impl Roles<Q, K> + ?Sized), role: Q) -> bool {
        roles.has(&role)
    }

    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord, Clone, Copy)]
    enum Role {
        Admin,
        User,
    }

    /// Case 103: a role is compared as it is, case and spaces included.
    #[test]
    fn case_103_a_role_of_text_is_exact() {
        assert!(has(&"admin", "admin"));
        for other in ["Admin", "admin ", " admin", "adm", "admins", ""] {
            assert!(!has(&"admin", other), "{other:?}");
            assert!(!has(&String::from(other), "admin"), "{other:?}");
        }
    }

    /// Empty text is not a role, of whatever type and wherever it comes from. Empty values of other types are theirs.
    #[test]
    fn empty_text_never_matches() {
        const EMPTY: &str = "";
        assert!(
            !Asked(EMPTY).of(&"")
                && !Asked(EMPTY).of(&[""])
                && !Asked(EMPTY).of(&vec![String::new()])
        );
        assert!(!Asked(String::new()).of(&Some(EMPTY)) && !Asked(&&EMPTY).of(&&&EMPTY));
        assert!(!Asked(Cow::Borrowed(EMPTY)).of(&Cow::Borrowed(EMPTY)));
        assert!(Asked("user").of(&"user") && Asked(Cow::Borrowed("user")).of(&["user"]));
        assert!(Asked(0).of(&[0]) && !Asked(0).of(&[1]) && Asked(Role::Admin).of(&Role::Admin));
    }

    /// Every shape that `#[get_user_roles]` may return holds the roles in it and no other.
    #[test]
    fn every_shape_of_roles() {
        let owned = vec!["user".to_owned(), "mod".to_owned()];
        assert!(has(&owned, "user") && has(&owned, "mod") && !has(&owned, "admin"));
        assert!(
            has(&owned.as_slice(), "mod")
                && has(&Some(owned.clone()), "mod")
                && has(&Arc::new(owned), "mod")
        );
        assert!(has(&["user", "mod"], "mod") && !has(&["user"; 0], "user"));
        assert!(
            has(&Some("user"), "user")
                && !has(&None::<&str>, "user")
                && !has(&None::<Vec<String>>, "user")
        );
        let list = Cow::Borrowed(&["user"][..]);
        assert!(has(&Cow::Borrowed("user"), "user") && has(&list, "user") && !has(&list, "mod"));
        assert!(
            has(&HashSet::from(["user".to_owned()]), "user")
                && has(&BTreeSet::from(["user"]), "user")
        );
    }

    /// The roles of the object that decided count, and not those of the others. Without a user there are no roles.
    #[test]
    fn roles_of_one_of_several_objects() {
        type Of = Either<&'static str, Either<[&'static str; 2], ()>>;
        let (first, second) = (Of::First("user"), Of::Rest(Either::First(["user", "mod"])));
        assert!(has(&first, "user") && !has(&first, "mod"));
        assert!(has(&second, "mod") && !has(&second, "admin"));
        assert!(!has(&Of::Rest(Either::Rest(())), "user"));
    }

    /// Typed roles need `PartialEq` and nothing else.
    #[test]
    fn typed_roles() {
        assert!(has(&Role::Admin, Role::Admin) && !has(&Role::User, Role::Admin));
        assert!(
            has(&[Role::Admin, Role::User][..], Role::User) && has(&Some(Role::Admin), Role::Admin)
        );
        assert!(
            has(&HashSet::from([Role::User]), Role::User) && !has(&Vec::<Role>::new(), Role::User)
        );
    }
}
