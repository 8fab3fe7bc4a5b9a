//! The call of a guarded handler in a unit test.

use axum::response::IntoResponse;

use crate::guard::LoginRequired;
use crate::outcome::Denied;
use crate::rejection::{AuthError, Challenges};
use crate::respond::{Admitted, Answering, Respond};
use crate::user::CurrentUser;

/// Makes the parameter of a guarded handler, so that a unit test can call the handler as a function.
///
/// `user` is the handler's own parameter for the user, which is `CurrentUser(user)`, `Some(CurrentUser(user))` or `None`
/// for an `Option`, or `()` for a handler without one. `extractors` are the other parameters as a tuple, in order. One
/// alone is written `(Path(1),)`, and none `()`. A [`CurrentRoles`](crate::CurrentRoles) is one of them.
///
/// No guard and no extractor runs. The handler answers a [`Response`](axum::response::Response), in which the
/// `Cache-Control` of a user's answer is set and `Vary` is not. An [`AuthError`] of the handler's own has the default answer,
/// without challenges and without the `#[error_handler]`, which may need a request.
///
/// A handler with a `Next` cannot be called so, since axum alone makes a `Next`. Test it in a router, with
/// [`login`](super::login).
///
/// # Example
///
/// ```
/// use axum::Json;
/// use axum::extract::Path;
/// use axum::http::StatusCode;
/// use httpauth::testing::granted;
/// use httpauth::{CurrentUser, basic_auth, login_required, verify_password};
///
/// struct User {
///     id: u64,
/// }
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// async fn verify_password(username: &str, password: &str) -> Option<User> {
///     unreachable!("no test of the handler asks for a password")
/// }
///
/// /// Lets users change the notes that they own, which have their own number.
/// #[login_required]
/// async fn edit(user: CurrentUser<User>, Path(owner): Path<u64>, Json(note): Json<String>) -> StatusCode {
///     if user.id != owner {
///         StatusCode::FORBIDDEN
///     } else if note.is_empty() {
///         StatusCode::UNPROCESSABLE_ENTITY
///     } else {
///         StatusCode::NO_CONTENT
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let john = || CurrentUser(User { id: 1 });
/// let response = edit(granted(john(), (Path(1), Json("milk".to_owned())))).await;
/// assert_eq!(response.status(), StatusCode::NO_CONTENT);
/// let response = edit(granted(john(), (Path(2), Json("milk".to_owned())))).await;
/// assert_eq!(response.status(), StatusCode::FORBIDDEN);
/// # }
/// ```
pub fn granted<P, User: HandedOver, Args>(
    user: User,
    extractors: Args,
) -> LoginRequired<P, User, Args> {
    let admitted = if user.is_admitted_as_user() {
        Admitted::User {
            info: None,
            member: 0,
        }
    } else {
        // The policy knows the fields of the credentials for the state of a router alone.
        Admitted::Anonymous(|_| {})
    };
    let respond = Respond::new(admitted, Box::new(refuse));
    LoginRequired::granted(user, extractors, respond)
}

/// Returns the default answer to a request that the handler refuses.
fn refuse(denied: Denied) -> Answering {
    Box::pin(async move {
        AuthError::new(denied.reason, denied.description, Challenges::NONE).into_response()
    })
}

/// A value that a guard hands over to a handler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a user as a guard hands it over",
    label = "write `CurrentUser(user)`, `Some(CurrentUser(user))`, or `()` for a handler without a user"
)]
pub trait HandedOver {
    /// Returns `false` if there is no user where there may be one.
    #[doc(hidden)]
    fn is_admitted_as_user(&self) -> bool {
        true
    }
}

impl HandedOver for () {}

impl<U> HandedOver for CurrentUser<U> {}

impl<U> HandedOver for Option<CurrentUser<U>> {
    fn is_admitted_as_user(&self) -> bool {
        self.is_some()
    }
}
