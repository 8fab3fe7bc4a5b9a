//! The roles as a value of their own, apart from the user that they may borrow from.

use std::borrow::Cow;

use crate::role::{Either, One, Within};

/// Roles that can be handed over as `CurrentRoles<R>`.
///
/// `Kind` tells the implementations apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "the roles `{Self}` cannot be handed over as `CurrentRoles<{R}>`",
    label = "`#[get_user_roles]` returns `{Self}`",
    note = "write `CurrentRoles<T>` with the type `T` that `#[get_user_roles]` returns",
    note = "for roles that borrow from the user, `T` is the owned type, as `Vec<String>` for `&[String]`, `String` for \
            `&str` and `Role` for `&Role`"
)]
pub trait HandOverRoles<R, Kind> {
    /// Returns the roles as a value of their own. `None` if there are none to return.
    fn hand_over(self) -> Option<R>;
}

#[diagnostic::do_not_recommend]
impl<R> HandOverRoles<R, One> for R {
    fn hand_over(self) -> Option<R> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToOwned + ?Sized> HandOverRoles<T::Owned, Within<&'static (), ()>> for &T {
    fn hand_over(self) -> Option<T::Owned> {
        Some(self.to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToOwned + ?Sized> HandOverRoles<T::Owned, Within<Cow<'static, ()>, ()>> for Cow<'_, T> {
    fn hand_over(self) -> Option<T::Owned> {
        Some(self.into_owned())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToOwned + ?Sized> HandOverRoles<Vec<T::Owned>, Within<Vec<()>, ()>> for Vec<&T> {
    fn hand_over(self) -> Option<Vec<T::Owned>> {
        Some(self.into_iter().map(ToOwned::to_owned).collect())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToOwned + ?Sized> HandOverRoles<Option<T::Owned>, Within<Option<()>, ()>> for Option<&T> {
    fn hand_over(self) -> Option<Option<T::Owned>> {
        Some(self.map(ToOwned::to_owned))
    }
}

#[diagnostic::do_not_recommend]
impl<A, B, R, K, L> HandOverRoles<R, Within<Either<K, L>, ()>> for Either<A, B>
where
    A: HandOverRoles<R, K>,
    B: HandOverRoles<R, L>,
{
    fn hand_over(self) -> Option<R> {
        match self {
            Self::First(roles) => roles.hand_over(),
            Self::Rest(roles) => roles.hand_over(),
        }
    }
}

/// The end of a list of auth objects, which has no user.
#[diagnostic::do_not_recommend]
impl<R> HandOverRoles<R, Within<(), ()>> for () {
    fn hand_over(self) -> Option<R> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken<T: HandOverRoles<R, K>, R, K>(roles: T) -> Option<R> {
        roles.hand_over()
    }

    /// Roles that borrow become owned ones, and any others stay what they are.
    #[test]
    fn every_shape_of_roles_that_is_handed_over() {
        type Of = Either<&'static str, Either<String, ()>>;

        let user = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(
            taken::<_, Vec<String>, _>(user.as_slice()),
            Some(user.clone())
        );
        assert_eq!(taken::<_, Vec<String>, _>(&user), Some(user.clone()));
        assert_eq!(taken::<_, Vec<String>, _>(user.clone()), Some(user));
        assert_eq!(taken::<_, &'static str, _>("a"), Some("a"));
        assert_eq!(taken::<_, String, _>("a"), Some("a".to_owned()));
        assert_eq!(
            taken::<_, String, _>(Cow::Borrowed("a")),
            Some("a".to_owned())
        );
        assert_eq!(taken::<_, Vec<&'static str>, _>(vec!["a"]), Some(vec!["a"]));
        assert_eq!(
            taken::<_, Vec<String>, _>(vec!["a"]),
            Some(vec!["a".to_owned()])
        );
        assert_eq!(taken::<_, Option<u8>, _>(None::<u8>), Some(None));
        assert_eq!(
            taken::<_, Option<&'static str>, _>(Some("a")),
            Some(Some("a"))
        );
        assert_eq!(
            taken::<_, Option<String>, _>(Some("a")),
            Some(Some("a".to_owned()))
        );
        assert_eq!(taken::<_, u8, _>(&7), Some(7));
        assert_eq!(taken::<Of, String, _>(Of::First("a")), Some("a".to_owned()));
        assert_eq!(
            taken::<Of, String, _>(Of::Rest(Either::First("b".to_owned()))),
            Some("b".to_owned())
        );
        assert_eq!(taken::<Of, String, _>(Of::Rest(Either::Rest(()))), None);
    }
}
