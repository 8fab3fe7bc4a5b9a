//! Flask-HTTPAuth's own tests of the Basic and token schemes, case by case, for httpauth's attributes.
//!
//! Each module is one file of its `tests/`, each test one method of it without the `test_` (and the `basic_auth_`,
//! `verify_auth_`, `token_auth_`) in front. Where httpauth departs on purpose, a comment at the test says how; the
//! departures have tests of their own in `tests/departures`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::unused_async,
    reason = "a test fails by a panic; the cases want async callbacks as well as sync ones"
)]

mod basic_custom_realm;
mod basic_get_password;
mod basic_hashed_password;
mod basic_verify_password;
mod basic_verify_password_async;
mod error_responses;
mod roles;
mod roles_async;
mod token;
mod token_async;

/// A test for each case: an async function of the module `$cases` that takes the router.
macro_rules! tests {
    ($app:path; $cases:path; $($case:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $case() {
            use $cases as cases;
            cases::$case(&$app()).await;
        }
    )+};
}

pub(crate) use tests;
