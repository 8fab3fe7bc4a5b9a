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
mod told;
mod username;

use std::future::Future;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::authenticator::{Authenticator, RoleScheme, Scheme, UserOf};
use crate::callback::{GetUserRoles, Permission, PermissionScheme};

/// Returns the response for a store or a throttle that fails. Nobody passes, and the response gives no reason.
fn unavailable<E>(_: E) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable").into_response()
}

/// Writes the methods of `Scheme` for the grant and the realm of `A`, which is no multi object.
macro_rules! grant_and_realm {
    ($A:ident) => {
        fn remember(user: Option<&Self::User>, _: u8, parts: &mut Parts)
        where
            Self::User: Clone,
        {
            granted::remember::<$A, Self>(user, parts);
        }

        fn realm(parts: &Parts) -> Option<&str> {
            realm::asked::<$A>(parts).map(realm::Realm::text)
        }

        fn forget_realm(parts: &mut Parts) {
            realm::forget::<$A>(parts);
        }
    };
}

use grant_and_realm;

/// Implements what asks the callbacks for roles and permissions, for the schemes whose auth objects are no multi objects.
macro_rules! own_callbacks {
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

own_callbacks!(basic::Basic, token::Token, digest::Digest);
