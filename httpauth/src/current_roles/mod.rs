//! The roles of the current user and their way from the guard to the handler.

mod owned;

use std::fmt;
use std::ops::Deref;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::role::Roles;
use crate::user::{Parameter, Presence, Required};

pub use owned::HandOverRoles;

/// The roles of the current user, as your `#[get_user_roles]` returned them for this request.
///
/// It is a parameter of handlers below [`#[login_required]`](crate::login_required), beside
/// [`CurrentUser`](crate::CurrentUser) or without it, for bodies that depend on roles. If the guard's rule names roles,
/// they are those that it has asked for. If it names none, the guard asks the callback after it has admitted the user.
/// Without a rule about roles and without this parameter, it does not ask.
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
    use std::borrow::Cow;

    use super::*;

    /// Text is compared as in a rule, whatever holds it, and empty text never matches.
    #[test]
    fn text_is_asked_for_as_in_a_rule() {
        let roles = CurrentRoles(vec!["user", ""]);
        assert!(roles.has("user") && !roles.has("User") && !roles.has("use") && !roles.has(""));
        assert!(CurrentRoles("user".to_owned()).has("user") && !CurrentRoles("").has(""));
        assert!(!CurrentRoles(None::<Vec<String>>).has("user"));
        assert!(CurrentRoles(Some(Cow::Borrowed("user"))).has("user"));
    }
}
