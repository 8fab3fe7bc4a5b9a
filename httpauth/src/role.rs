//! Does what `#[get_user_roles]` answered hold the role that the rule asks for?

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::convert::Infallible;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

/// The roles of a user, asked for a role of type `Q`.
///
/// `Kind` tells the implementations apart and is always inferred. Roles are a single role, a `Vec`, slice, array or
/// set of them, an `Option`, a reference or an `Arc`/`Box`/`Rc` of any of these. A role is anything that can be
/// compared with what the rule names: text with a string literal, your enum with its variants.
#[diagnostic::on_unimplemented(
    message = "the roles `{Self}` cannot hold a role of type `{Q}`",
    label = "`#[get_user_roles]` answers `{Self}`, which is not made of roles of this type",
    note = "a role rule names roles of the type that `#[get_user_roles]` answers: a single role, or an `Option`, `Vec`, \
            slice, array or set of them"
)]
pub trait Roles<Q, Kind> {
    /// Whether `role` is one of these.
    fn has(&self, role: &Q) -> bool;
}

/// [`Roles`] that are one role.
#[derive(Debug)]
pub struct One(Infallible);

/// [`Roles`] that are a collection of roles.
#[derive(Debug)]
pub struct Many(Infallible);

/// [`Roles`] inside of something else: an `Option`, a reference, a smart pointer.
#[derive(Debug)]
pub struct Within<Wrapper, Kind>(Infallible, PhantomData<(Wrapper, Kind)>);

#[diagnostic::do_not_recommend]
impl<T: PartialEq<Q>, Q> Roles<Q, One> for T {
    fn has(&self, role: &Q) -> bool {
        self == role
    }
}

/// A collection: any of its elements may be the role.
macro_rules! many {
    ($([$($generics:tt)*] $collection:ty),+ $(,)?) => {$(
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

/// A pointer: what it points to decides.
macro_rules! within {
    ($($wrapper:ty, $pointer:ty);+ $(;)?) => {$(
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
    /// Of the first.
    First(A),
    /// Of one of the rest.
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

/// The roles of nobody: the end of a list of auth objects.
#[diagnostic::do_not_recommend]
impl<Q> Roles<Q, Within<(), ()>> for () {
    fn has(&self, _: &Q) -> bool {
        false
    }
}

/// Whether `roles` hold `role`: the one question that a compiled role rule asks.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a rule may name a constant or build a value, as it likes"
)]
pub fn has<R, Q, Kind>(roles: &R, role: Q) -> bool
where
    R: Roles<Q, Kind> + ?Sized,
{
    roles.has(&role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord, Clone, Copy)]
    enum Role {
        Admin,
        User,
    }

    /// SECURITY.md 103: a role is compared as it is, case and spaces included.
    #[test]
    fn case_103_a_role_of_text_is_exact() {
        assert!(has(&"admin", "admin"));
        for other in ["Admin", "admin ", " admin", "adm", "admins", ""] {
            assert!(!has(&"admin", other), "{other:?}");
            assert!(!has(&String::from(other), "admin"), "{other:?}");
        }
    }

    /// Every shape that `#[get_user_roles]` may answer holds the roles in it and no other.
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

    /// Of several auth objects the roles of the one that decided count, and nobody has none.
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
