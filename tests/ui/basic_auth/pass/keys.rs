#![deny(warnings)]

use axum::extract::FromRef;
use httpauth::{Authenticator, basic_auth, verify_password};

#[derive(Clone, FromRef)]
pub(crate) struct AppState {
    users: Users,
}

#[derive(Clone)]
pub(crate) struct Users;

/// Doc comments, `cfg` and derives stay on the struct.
#[basic_auth(scheme = "My-Scheme", realm = "a \"quoted\" realm \\", state = AppState, crate = ::httpauth,)]
#[derive(Debug, Clone, Copy)]
#[cfg(not(any()))]
pub(crate) struct Auth;

/// Not compiled, and neither is what is generated for it.
#[basic_auth]
#[cfg(any())]
pub struct Auth;

#[verify_password]
fn verify_password(
    _: &str,
    _: &str,
    axum::extract::State(_users): axum::extract::State<Users>,
) -> bool {
    true
}

#[test]
fn compiles() {
    assert_eq!(Auth::REGISTRY.realm(), "a \"quoted\" realm \\");
    assert_eq!(Auth::REGISTRY.scheme(), "My-Scheme");
    assert_eq!(format!("{Auth:?}"), "Auth");
}
