//! Flask-HTTPAuth's own tests of all schemes, case by case, for httpauth's attributes.
//!
//! Each module is one file of its `tests/`, each test one method of it without the `test_` (and the `basic_auth_`,
//! `verify_auth_`, `token_auth_`, `digest_auth_`, `multi_auth_`) in front. Where httpauth departs on purpose, a comment
//! at the test says how; the departures have tests of their own in `tests/departures`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::duplicate_mod,
    reason = "a test fails by a panic; the cases want async callbacks as well as sync ones"
)]

/// The modules whose callbacks are sync in the one file of Flask-HTTPAuth and async in the other.
#[path = "."]
mod sync {
    macro_rules! callbacks {
        ($($(#[$attr:meta])* fn $name:ident $parameters:tt -> $answer:ty $body:block)+) => {$(
            $(#[$attr])*
            fn $name $parameters -> $answer $body
        )+};
    }

    mod basic_verify_password;
    mod multi;
    mod roles;
    mod token;
}

/// `test_*_async.py`: the same modules with callbacks that are async, and wait.
#[path = "."]
mod asynchronous {
    macro_rules! callbacks {
        ($($(#[$attr:meta])* fn $name:ident $parameters:tt -> $answer:ty $body:block)+) => {$(
            $(#[$attr])*
            async fn $name $parameters -> $answer {
                tokio::task::yield_now().await;
                $body
            }
        )+};
    }

    mod basic_verify_password;
    mod multi;
    mod roles;
    mod token;
}

mod basic_custom_realm;
mod basic_get_password;
mod basic_hashed_password;
mod digest_custom_realm;
mod digest_get_password;
mod digest_ha1_password;
mod digest_no_qop;
mod error_responses;
mod page;

/// Makes a test of each case. A case is an async function of the module `$cases` that takes the router.
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

/// Returns the Digest challenges that an answer should have, one for each algorithm, with the nonce and the opaque that
/// it has.
pub(crate) fn digest_challenges(
    answer: &httpauth_tests::Answer,
    realm: &str,
    algorithms: &[&str],
    qop: &str,
) -> Vec<String> {
    let challenge = httpauth_tests::digest::Challenge::of(answer, "MD5");
    let [nonce, opaque] = ["nonce", "opaque"].map(|name| challenge.get(name).unwrap());
    let challenge = |algorithm: &&str| {
        format!(
            "Digest realm=\"{realm}\", nonce=\"{nonce}\", opaque=\"{opaque}\", algorithm={algorithm}{qop}, \
             charset=UTF-8"
        )
    };
    algorithms.iter().map(challenge).collect()
}
