//! The wish of an outer layer to learn why a request was refused.

use axum::http::Extensions;

use super::AuthError;

/// The mark of a request whose refusal has the error in its extensions.
#[derive(Clone, Copy)]
struct Wanted;

impl AuthError {
    /// Asks the guards further in to leave the error in the extensions of a response that refuses the request.
    ///
    /// An outer layer that logs or counts refusals calls it with the extensions of the *request*. Nothing is left unless it
    /// does, since most applications never look, and three allocations would be most of the cost of a refusal.
    ///
    /// # Example
    ///
    /// ```
    /// use axum::extract::Request;
    /// use axum::middleware::Next;
    /// use axum::response::Response;
    /// use httpauth::AuthError;
    ///
    /// async fn log(mut request: Request, next: Next) -> Response {
    ///     AuthError::ask_for(request.extensions_mut());
    ///     let response = next.run(request).await;
    ///     if let Some(error) = response.extensions().get::<AuthError>() {
    ///         println!("refused: {error}");
    ///     }
    ///     response
    /// }
    /// ```
    pub fn ask_for(extensions: &mut Extensions) {
        extensions.insert(Wanted);
    }

    /// Returns whether the error is to be left in the extensions of the response to a request that has these.
    pub(crate) fn is_asked_for(extensions: &Extensions) -> bool {
        extensions.get::<Wanted>().is_some()
    }
}
