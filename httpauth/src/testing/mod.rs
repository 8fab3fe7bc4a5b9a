//! Tests of applications, with users who are logged in without credentials and with credentials for requests.
//!
//! This is the feature `testing`, for `dev-dependencies`. A build without the feature has nothing of it, and no guard
//! has a branch for tests.
//!
//! ```toml
//! [dev-dependencies]
//! httpauth = { version = "0.1", features = ["testing"] }
//! ```
//!
//! | to test | use |
//! |---|---|
//! | routes, roles and handlers as some user | the layer [`login`] around the router |
//! | a handler by itself | [`granted`], which makes its parameter |
//! | the verifying callback as well | a request with the credentials [`basic`] or [`bearer`], or a [`DigestClient`] |
//!
//! # Example
//!
//! ```
//! use axum::body::Body;
//! use axum::extract::Path;
//! use axum::http::header::AUTHORIZATION;
//! use axum::http::{Request, StatusCode};
//! use axum::{Router, routing::get};
//! use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, testing, verify_password};
//! use tower::ServiceExt;
//!
//! #[derive(Clone)]
//! struct User {
//!     id: u64,
//!     role: &'static str,
//! }
//!
//! #[basic_auth]
//! struct Auth;
//!
//! #[verify_password]
//! async fn verify_password(username: &str, password: &str) -> Option<User> {
//!     ((username, password) == ("john", "hello")).then_some(User { id: 1, role: "reader" })
//! }
//!
//! #[get_user_roles]
//! fn get_user_roles(user: &User) -> &'static str {
//!     user.role
//! }
//!
//! #[login_required(role = "reader")]
//! async fn read(user: CurrentUser<User>, Path(owner): Path<u64>) -> StatusCode {
//!     if user.id == owner { StatusCode::OK } else { StatusCode::NOT_FOUND }
//! }
//!
//! fn app() -> Router {
//!     Router::new().route("/{owner}", get(read))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! // A user without the role is refused by the guard.
//! let app_as_guest = app().layer(testing::login(Auth, User { id: 2, role: "guest" }));
//! let request = Request::get("/2").body(Body::empty()).unwrap();
//! assert_eq!(app_as_guest.oneshot(request).await.unwrap().status(), StatusCode::FORBIDDEN);
//!
//! // The handler alone keeps users away from what is not theirs.
//! let user = CurrentUser(User { id: 1, role: "reader" });
//! let response = read(testing::granted(user, (Path(2),))).await;
//! assert_eq!(response.status(), StatusCode::NOT_FOUND);
//!
//! // With credentials the callback is asked.
//! for (password, status) in [("hello", StatusCode::OK), ("wrong", StatusCode::UNAUTHORIZED)] {
//!     let request = Request::get("/1").header(AUTHORIZATION, testing::basic("john", password));
//!     let response = app().oneshot(request.body(Body::empty()).unwrap()).await;
//!     assert_eq!(response.unwrap().status(), status);
//! }
//! # }
//! ```
//!
//! [`DigestClient`] shows a login by Digest. With the feature `utoipa`, `testing::walk` calls all operations of a document.
//!
//! # Tenants
//!
//! A [`login`] is for no realm in particular. A user of an object with `#[realm]` is let in whatever realm the callback
//! returns, and so by the routes of each tenant. The callback is asked all the same, and its error is the answer. A test
//! that tenants are apart sends credentials.

mod credentials;
mod granted;
mod layer;
#[cfg(feature = "utoipa")]
mod walk;

pub use credentials::{basic, bearer};
pub use granted::{HandedOver, granted};
pub use layer::{LoginLayer, LoginService, anonymous, login};
#[cfg(feature = "utoipa")]
pub use walk::{Report, Walk, walk};

pub use crate::scheme::digest::{DigestClient, DigestError};
