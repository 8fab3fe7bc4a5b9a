//! The schemes, which read the credentials in the request's field and get your callback's verdict on them.

pub(crate) mod basic;
mod client_ip;
pub(crate) mod digest;
pub(crate) mod field;
mod latin_1;
pub(crate) mod multi;
pub(crate) mod realm;
pub(crate) mod throttled;
pub(crate) mod token;
mod username;

use std::future::Future;

use axum::http::request::Parts;
use axum::response::Response;

use crate::authenticator::{Authenticator, RoleScheme, Scheme, UserOf};
use crate::callback::{GetUserRoles, Permission, PermissionScheme};

/// Implements `RoleScheme` for the schemes that have a callback of their own for roles.
macro_rules! own_roles {
    ($($scheme:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<A: GetUserRoles<Scheme = Self>> RoleScheme<A> for $scheme
        where
            Self: Scheme<A>,
        {
            type Roles<'u> = A::Roles<'u>;

            async fn roles<'u>(
                user: &'u UserOf<A>,
                _: u8,
                parts: &mut Parts,
                state: &A::State,
            ) -> Result<Option<A::Roles<'u>>, Response> {
                let arguments = <A as GetUserRoles>::arguments(parts, state).await?;
                A::get_user_roles(user, arguments).await.map(Some)
            }
        }
    )+};
}

own_roles!(basic::Basic, token::Token, digest::Digest);

/// Implements `PermissionScheme` for the schemes whose auth objects are no multi objects.
macro_rules! own_permissions {
    ($($scheme:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<P: Permission<A>, A: Authenticator<Scheme = Self>> PermissionScheme<P, A> for $scheme
        where
            Self: Scheme<A>,
        {
            fn permits(
                user: &UserOf<A>,
                _: u8,
                parts: &mut Parts,
                state: &A::State,
            ) -> impl Future<Output = Result<bool, Response>> + Send {
                P::permits(user, parts, state)
            }
        }
    )+};
}

own_permissions!(basic::Basic, token::Token, digest::Digest);
