//! An auth object that is of another crate than the test that names it.

use httpauth::{basic_auth, verify_password};

/// The auth object. It is not called `Auth`, which the compiler would propose to import where a test has none.
#[basic_auth]
#[derive(Debug)]
pub struct Foreign;

#[verify_password(auth = Foreign)]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}
