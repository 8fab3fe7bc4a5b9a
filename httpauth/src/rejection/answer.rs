//! The response that an `#[error_handler]` gave, with the error's status unless it has one of its own.
//!
//! `"denied"`, `"denied".into_response()` and `(StatusCode::OK, "denied")` are all 200 once they are responses, and
//! only the last says so. The call `Answer(value).__httpauth_respond(status)`, which `#[error_handler]` emits, is resolved
//! by the value's type. Types that begin with a `StatusCode` have the inherent method, and all others have the one of the
//! trait [`BodyOnly`].

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The value that an error handler gave.
#[derive(Debug)]
pub struct Answer<T>(pub T);

impl<T: GivesStatus> Answer<T> {
    /// Returns the response as it is, since the handler has chosen its status.
    pub fn __httpauth_respond(self, _: StatusCode) -> Response
    where
        T: IntoResponse,
    {
        self.0.into_response()
    }
}

/// A value that does not say 200 by a `StatusCode`.
///
/// The method and not the type requires that the value is a response, so that the compiler says it of the value.
pub trait BodyOnly {
    /// The type of the value.
    type Value;

    /// Returns the response with `status` in the place of 200. Any other status is the value's own and stays.
    fn __httpauth_respond(self, status: StatusCode) -> Response
    where
        Self::Value: IntoResponse;
}

impl<T> BodyOnly for Answer<T> {
    type Value = T;

    fn __httpauth_respond(self, status: StatusCode) -> Response
    where
        T: IntoResponse,
    {
        let mut response = self.0.into_response();
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }
}

/// A type that begins with a `StatusCode`.
pub trait GivesStatus {}

impl GivesStatus for StatusCode {}

/// Implements `GivesStatus` for axum's tuples that begin with a status.
macro_rules! tuples {
    ($($part:ident)*) => {
        impl<$($part),*> GivesStatus for (StatusCode, $($part),*) {}
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);

#[cfg(test)]
mod tests {
    use axum::response::Redirect;

    use super::*;

    /// A 200 stays only if it comes from `StatusCode::OK`, alone or first in a tuple. A status that is not 200 always
    /// stays.
    #[test]
    fn only_a_given_200_is_kept() {
        let error = StatusCode::FORBIDDEN;
        let bodies = [
            Answer("denied").__httpauth_respond(error),
            Answer([("x-reason", "role")]).__httpauth_respond(error),
            Answer("denied".into_response()).__httpauth_respond(error),
            Answer(Response::new("denied".to_owned())).__httpauth_respond(error),
            Answer((Response::new(()), "denied")).__httpauth_respond(error),
            Answer((Response::new(()).into_parts().0, "denied")).__httpauth_respond(error),
            Answer(Ok::<_, StatusCode>((StatusCode::OK, "denied"))).__httpauth_respond(error),
        ];
        assert!(bodies.iter().all(|response| response.status() == error));
        let given = [
            Answer(StatusCode::OK).__httpauth_respond(error),
            Answer((StatusCode::OK, "denied")).__httpauth_respond(error),
            Answer((StatusCode::OK, [("x-reason", "role")], "denied")).__httpauth_respond(error),
        ];
        assert!(
            given
                .iter()
                .all(|response| response.status() == StatusCode::OK)
        );
        let moved = StatusCode::SEE_OTHER;
        assert_eq!(
            Answer(Redirect::to("/login"))
                .__httpauth_respond(error)
                .status(),
            moved
        );
        assert_eq!(
            Answer(moved.into_response())
                .__httpauth_respond(error)
                .status(),
            moved
        );
        assert_eq!(
            Answer((moved, "login")).__httpauth_respond(error).status(),
            moved
        );
    }
}
