//! What an `#[error_handler]` gave: a response with a status of its own, or only a body for the error's status?
//!
//! The two look alike once they are responses: `"denied"` and `(StatusCode::OK, "denied")` are both 200. So the call
//! `Answer(value).respond(status)`, which `#[error_handler]` emits, is resolved by the value's type: the inherent
//! method for the types that give a status, else the one of the trait [`BodyOnly`].

use axum::http::{StatusCode, response};
use axum::response::{IntoResponse, Response};

/// The value that an error handler gave.
#[derive(Debug)]
pub struct Answer<T>(pub T);

impl<T: GivesStatus> Answer<T> {
    /// The response as it is: the handler has chosen its status.
    pub fn respond(self, _: StatusCode) -> Response
    where
        T: IntoResponse,
    {
        self.0.into_response()
    }
}

/// Values that say nothing of the status.
///
/// That the value is a response at all is asked of the method, not of the type: so the compiler says it of the value.
pub trait BodyOnly {
    /// The value.
    type Value;

    /// The response with `status`, unless the value has set another than 200 after all.
    fn respond(self, status: StatusCode) -> Response
    where
        Self::Value: IntoResponse;
}

impl<T> BodyOnly for Answer<T> {
    type Value = T;

    fn respond(self, status: StatusCode) -> Response
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

/// The types whose 200 is meant.
pub trait GivesStatus {}

impl<B> GivesStatus for axum::http::Response<B> {}
impl GivesStatus for response::Parts {}
impl GivesStatus for StatusCode {}

/// axum's tuples that begin with a status.
macro_rules! tuples {
    ($($part:ident)*) => {
        impl<$($part),*> GivesStatus for (StatusCode, $($part),*) {}
        impl<$($part),*> GivesStatus for (response::Parts, $($part),*) {}
        impl<$($part),*> GivesStatus for (axum::http::Response<()>, $($part),*) {}
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

    /// DESIGN.md 6: a body keeps the error's status; 200 only when the handler gives a status or a response itself.
    #[test]
    fn only_a_given_status_is_kept() {
        let error = StatusCode::FORBIDDEN;
        assert_eq!(Answer("denied").respond(error).status(), error);
        assert_eq!(
            Answer([("x-reason", "role")]).respond(error).status(),
            error
        );
        assert_eq!(
            Answer((StatusCode::OK, "denied")).respond(error).status(),
            StatusCode::OK
        );
        assert_eq!(
            Answer(StatusCode::OK).respond(error).status(),
            StatusCode::OK
        );
        assert_eq!(
            Answer("denied".into_response()).respond(error).status(),
            StatusCode::OK
        );
        assert_eq!(
            Answer(Redirect::to("/login")).respond(error).status(),
            StatusCode::SEE_OTHER
        );
    }
}
