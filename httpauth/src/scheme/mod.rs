//! The schemes: what the request's field says → credentials → your callback's verdict.

pub(crate) mod basic;
pub(crate) mod digest;
mod field;
pub(crate) mod multi;
pub(crate) mod token;

use axum::http::request::Parts;
use axum::response::Response;

use crate::authenticator::{RoleScheme, Scheme, UserOf};
use crate::callback::GetUserRoles;

/// The roles of the schemes that have a callback of their own for them.
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
