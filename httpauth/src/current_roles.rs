//! The roles of the current user and their way from the guard to the handler.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::role::{Either, One, Roles, Within};
use crate::user::{Parameter, Presence, Required};

/// The roles of the current user, as your `#[get_user_roles]` returned them for this request.
///
/// It is a parameter of handlers below [`#[login_required]`](crate::login_required), beside
/// [`CurrentUser`](crate::CurrentUser) or without it, for bodies that depend on roles. The guard asks the callback once,
/// also where its own rule names roles. A guard that neither has a rule about roles nor such a parameter does not ask.
///
/// `R` is the type that the callback returns. If that borrows from the user, `R` is the owned type, such as
/// `Vec<String>` for `&[String]`, `String` for `&str`, or `Role` for `&Role`. It has to be `Clone`. Write
/// `Option<CurrentRoles<R>>` where requests without a user pass. An auth object without `#[get_user_roles]` does not
/// compile with this parameter.
///
/// Roles of text are asked for by [`has`](Self::has). Roles of your own type are what `R` is, by `Deref`, so that
/// `roles.contains(&Role::Admin)` asks a `Vec<Role>`.
///
/// # Errors
///
/// As an extractor it answers 500 when the handler's own guard did not hand the roles over, which is a mistake in the
/// routes and not the client's. A [`guard`](crate::guard()) that is laid over a router hands over none.
///
/// # Example
///
/// ```
/// use httpauth::{CurrentRoles, CurrentUser, basic_auth, get_user_roles, login_required, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("susan", "bye")
/// }
///
/// #[get_user_roles]
/// fn get_user_roles(username: &str) -> Vec<&'static str> {
///     if username == "susan" { vec!["user", "editor"] } else { vec!["user"] }
/// }
///
/// #[login_required(role = "user")]
/// async fn page(user: CurrentUser<String>, roles: CurrentRoles<Vec<&'static str>>) -> String {
///     let link = if roles.has("editor") { " Edit this page." } else { "" };
///     format!("Hello, {user}!{link}")
/// }
/// # use axum::{Router, body::Body, http::Request, routing::get};
/// # use tower::ServiceExt;
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # let app: Router = Router::new().route("/", get(page));
/// # let request = Request::get("/").header("authorization", "Basic c3VzYW46Ynll").body(Body::empty());
/// # let body = runtime.block_on(async {
/// #     let response = app.oneshot(request.unwrap()).await.unwrap();
/// #     axum::body::to_bytes(response.into_body(), 100).await.unwrap()
/// # });
/// # assert_eq!(body, "Hello, susan! Edit this page.");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CurrentRoles<R>(pub R);

impl<R> CurrentRoles<R> {
    /// Returns whether the role of text is one of these. Empty text is not a role.
    ///
    /// The role is compared as a rule compares it, so case and spaces count.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::CurrentRoles;
    ///
    /// let roles = CurrentRoles(vec!["user".to_owned(), "editor".to_owned()]);
    /// assert!(roles.has("editor") && !roles.has("admin"));
    /// ```
    pub fn has<'q, Kind>(&self, role: &'q str) -> bool
    where
        R: Roles<&'q str, Kind>,
    {
        !role.is_empty() && self.0.has(&role)
    }
}

impl<R> Deref for CurrentRoles<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.0
    }
}

/// The rejection of the [`CurrentRoles`] extractor where the handler's own guard handed no roles over, which is a 500.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct NoCurrentRoles;

impl fmt::Display for NoCurrentRoles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "no guard of this handler put CurrentRoles of this type into the request's extensions",
        )
    }
}

impl std::error::Error for NoCurrentRoles {}

impl IntoResponse for NoCurrentRoles {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// Takes the roles out of the extensions, so that nothing further in can take them for those of its own user.
impl<R, S> FromRequestParts<S> for CurrentRoles<R>
where
    R: Clone + Send + Sync + 'static,
    S: Send + Sync,
{
    type Rejection = NoCurrentRoles;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, NoCurrentRoles> {
        parts.extensions.remove().ok_or(NoCurrentRoles)
    }
}

impl<R, S> OptionalFromRequestParts<S> for CurrentRoles<R>
where
    R: Clone + Send + Sync + 'static,
    S: Send + Sync,
{
    type Rejection = NoCurrentRoles;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, NoCurrentRoles> {
        Ok(parts.extensions.remove())
    }
}

/// A handler's parameter for the roles, behind a guard of the presence `P`.
#[diagnostic::on_unimplemented(
    message = "this guard admits requests without a user, and `{Self}` needs the roles of one",
    label = "write `Option<CurrentRoles<…>>` here",
    note = "requests without a user pass by `optional`, by a policy that is `optional`, or by \
            `#[verify_password(anonymous)]`"
)]
pub trait RolesParameter<P> {
    /// The type of the roles.
    type Roles;
}

#[diagnostic::do_not_recommend]
impl<R> RolesParameter<Required> for CurrentRoles<R> {
    type Roles = R;
}

#[diagnostic::do_not_recommend]
impl<R, P: Presence> RolesParameter<P> for Option<CurrentRoles<R>> {
    type Roles = R;
}

/// Asserts at compile time that the parameter `T` takes the roles behind a guard of the presence `P`.
pub const fn is_roles_parameter<T: RolesParameter<P>, P>() -> bool {
    true
}

/// Roles that a guard can leave in the request's extensions.
#[diagnostic::on_unimplemented(
    message = "the roles `{Self}` are not `Clone`, so that a guard cannot hand them over",
    label = "`{Self}` is not `Clone`",
    note = "write `#[derive(Clone)]` above the type of a role"
)]
pub trait KeptRoles: Clone + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<R: Clone + Send + Sync + 'static> KeptRoles for R {}

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

impl<R> Parameter<CurrentRoles<R>> {
    /// `true`, since the parameter is the user's roles.
    pub const IS_ROLES: bool = true;
}

impl<R> Parameter<Option<CurrentRoles<R>>> {
    /// `true`, since the parameter is perhaps the user's roles.
    pub const IS_ROLES: bool = true;
}

impl<R, E> Parameter<Result<CurrentRoles<R>, E>> {
    /// `true`, since the parameter is perhaps the user's roles.
    pub const IS_ROLES: bool = true;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken<T: HandOverRoles<R, K>, R, K>(roles: T) -> Option<R> {
        roles.hand_over()
    }

    /// Text is compared as in a rule, whatever holds it, and empty text never matches.
    #[test]
    fn text_is_asked_for_as_in_a_rule() {
        let roles = CurrentRoles(vec!["user", ""]);
        assert!(roles.has("user") && !roles.has("User") && !roles.has("use") && !roles.has(""));
        assert!(CurrentRoles("user".to_owned()).has("user") && !CurrentRoles("").has(""));
        assert!(!CurrentRoles(None::<Vec<String>>).has("user"));
        assert!(CurrentRoles(Some(Cow::Borrowed("user"))).has("user"));
    }

    /// Roles that borrow become owned ones, and any others stay what they are.
    #[test]
    fn every_shape_of_roles_that_is_handed_over() {
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
        type Of = Either<&'static str, Either<String, ()>>;
        assert_eq!(taken::<Of, String, _>(Of::First("a")), Some("a".to_owned()));
        assert_eq!(
            taken::<Of, String, _>(Of::Rest(Either::First("b".to_owned()))),
            Some("b".to_owned())
        );
        assert_eq!(taken::<Of, String, _>(Of::Rest(Either::Rest(()))), None);
    }
}
