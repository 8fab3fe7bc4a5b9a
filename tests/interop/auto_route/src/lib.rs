//! Tests with `auto_route`. Its attributes route the function they stand on, without a visible router.
//!
//! Above `#[login_required]` such an attribute sees the guarded handler, and routes that:
//!
//! ```
//! # use axum::body::Body;
//! # use axum::http::{Request, StatusCode};
//! # use httpauth::{CurrentUser, login_required, token_auth, verify_token};
//! # use tower::ServiceExt;
//! #
//! # #[token_auth]
//! # struct Auth;
//! #
//! # #[verify_token]
//! # fn verify_token(token: &str) -> Option<String> {
//! #     (token == "secret").then(|| "john".to_owned())
//! # }
//! #
//! #[auto_route::get("/")]
//! #[login_required]
//! async fn index(user: CurrentUser<String>) -> String {
//!     format!("Hello, {user}!")
//! }
//!
//! #[auto_route::get("/secret")]
//! #[login_required]
//! async fn secret() -> &'static str {
//!     "secret"
//! }
//!
//! # #[tokio::main]
//! # async fn main() {
//! let app = auto_route::routes().await.unwrap();
//! for path in ["/", "/secret"] {
//!     for (token, status) in [("secret", StatusCode::OK), ("wrong", StatusCode::UNAUTHORIZED)] {
//!         let request = Request::get(path).header("authorization", format!("Bearer {token}"));
//!         let request = request.body(Body::empty()).unwrap();
//!         assert_eq!(app.clone().oneshot(request).await.unwrap().status(), status);
//!     }
//!     let request = Request::get(path).body(Body::empty()).unwrap();
//!     let response = app.clone().oneshot(request).await.unwrap();
//!     assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
//! }
//! # }
//! ```
//!
//! Below it, it would see the user's own function, and route that without the guard. So a handler with the two lines the other
//! way round does not compile:
//!
//! ```compile_fail
//! # use httpauth::{login_required, token_auth, verify_token};
//! #
//! # #[token_auth]
//! # struct Auth;
//! #
//! # #[verify_token]
//! # fn verify_token(token: &str) -> Option<String> {
//! #     (token == "secret").then(|| "john".to_owned())
//! # }
//! #
//! #[login_required]
//! #[auto_route::get("/secret")]
//! async fn secret() -> &'static str {
//!     "secret"
//! }
//!
//! # #[tokio::main]
//! # async fn main() {
//! let app = auto_route::routes().await.unwrap();
//! # drop(app);
//! # }
//! ```

#[cfg(test)]
mod testing {
    pub(super) const IS_OFF: bool = true;
}

/// The feature `testing` is not in a build that does not ask for it, as this crate does not.
#[test]
#[allow(unused_imports, reason = "an import that brings `testing` hides the module above, and does not compile")]
fn the_feature_testing_is_off() {
    use httpauth::*;
    const { assert!(testing::IS_OFF) };
}
