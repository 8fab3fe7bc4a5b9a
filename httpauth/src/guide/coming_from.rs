#![doc = include_str!("../../docs/guide/coming_from/index.md")]

#[doc = include_str!("../../docs/guide/coming_from/actix_web_httpauth.md")]
pub mod actix_web_httpauth {}

#[doc = include_str!("../../docs/guide/coming_from/axum_login.md")]
pub mod axum_login {}

// Its examples store passwords.
#[cfg_attr(
    any(feature = "password", not(doctest)),
    doc = include_str!("../../docs/guide/coming_from/flask_httpauth.md")
)]
pub mod flask_httpauth {}

#[doc = include_str!("../../docs/guide/coming_from/jwt_middleware.md")]
pub mod jwt_middleware {}
