//! The routes that are measured, each `/` of a router of its own. They are ours, the bare floor, those written by hand,
//! and the peers.
//!
//! All let in the same users, by the same comparison, and answer the same body; none of them is let off checking.

pub(crate) mod axum_auth;
pub(crate) mod axum_extra;
pub(crate) mod axum_login;
pub(crate) mod bare;
pub(crate) mod by_hand;
pub(crate) mod by_hand_digest;
pub(crate) mod digest_auth;
pub(crate) mod ours;
pub(crate) mod ours_digest;
pub(crate) mod protect_axum;
pub(crate) mod tower_http;

/// The user that a callback answers.
#[derive(Clone)]
pub(crate) struct User {
    id: u32,
}

/// Returns the user of a password. `john` may do all, and `susan` has no role.
pub(crate) fn by_password(username: &str, password: &str) -> Option<User> {
    match (username, password) {
        ("john", "hello") => Some(User { id: 1 }),
        ("susan", "bye") => Some(User { id: 2 }),
        _ => None,
    }
}

/// Returns the user of a token.
pub(crate) fn by_token(token: &str) -> Option<User> {
    (token == "secret-token-1").then_some(User { id: 1 })
}

/// Returns the password that a server of Digest has to know.
pub(crate) fn stored_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

/// Returns the same, with the user.
pub(crate) fn stored_user(username: &str) -> Option<(&'static str, User)> {
    Some((stored_password(username)?, User { id: 1 }))
}

/// Returns the roles of a user.
pub(crate) fn roles(user: &User) -> &'static [&'static str] {
    if user.id == 1 {
        &["user", "admin"]
    } else {
        &[]
    }
}

/// Returns the body of every handler.
pub(crate) fn body(id: u32) -> String {
    format!("Hello, {id}!")
}
