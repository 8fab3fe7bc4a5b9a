//! An auth object that is of another crate than the test that names it.

use httpauth::{basic_auth, verify_password};

/// The auth object.
#[basic_auth]
#[derive(Debug)]
pub struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}
