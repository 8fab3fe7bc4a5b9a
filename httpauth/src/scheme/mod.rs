//! The schemes, which read the credentials in the request's field and get your callback's verdict on them.

pub(crate) mod basic;
pub(crate) mod digest;
mod field;
mod latin_1;
pub(crate) mod multi;
pub(crate) mod realm;
pub(crate) mod token;
mod username;

use axum::http::request::Parts;
use axum::response::Response;

use crate::authenticator::{RoleScheme, Scheme, UserOf};
use crate::callback::GetUserRoles;

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
