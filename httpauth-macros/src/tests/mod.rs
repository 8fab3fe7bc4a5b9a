//! The tests of what the attributes write, with one snapshot each under `tests/snapshots`, and of garbage as input.
//!
//! `UPDATE_EXPECT=1 cargo test -p httpauth-macros` writes the snapshots anew. Read them before you commit them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

mod garbage;
mod messages;
mod snapshots;

use proc_macro2::TokenStream;

use crate::auth_object::Kind;
use crate::callback::Slot;
use crate::{auth_object, callback, login_required, multi_auth};

/// An attribute, as a function from its arguments and its item to what stands in their place.
type Attribute = fn(TokenStream, TokenStream) -> TokenStream;

/// Every attribute by its name.
const ATTRIBUTES: [(&str, Attribute); 15] = [
    ("basic_auth", |a, i| {
        auth_object::attribute(Kind::Basic, a, i)
    }),
    ("digest_auth", |a, i| {
        auth_object::attribute(Kind::Digest, a, i)
    }),
    ("token_auth", |a, i| {
        auth_object::attribute(Kind::Token, a, i)
    }),
    ("multi_auth", multi_auth::attribute),
    ("verify_password", |a, i| {
        callback::attribute(Slot::VerifyPassword, a, i)
    }),
    ("verify_token", |a, i| {
        callback::attribute(Slot::VerifyToken, a, i)
    }),
    ("get_password", |a, i| {
        callback::attribute(Slot::GetPassword, a, i)
    }),
    ("hash_password", |a, i| {
        callback::attribute(Slot::HashPassword, a, i)
    }),
    ("generate_nonce", |a, i| {
        callback::attribute(Slot::GenerateNonce, a, i)
    }),
    ("verify_nonce", |a, i| {
        callback::attribute(Slot::VerifyNonce, a, i)
    }),
    ("generate_opaque", |a, i| {
        callback::attribute(Slot::GenerateOpaque, a, i)
    }),
    ("verify_opaque", |a, i| {
        callback::attribute(Slot::VerifyOpaque, a, i)
    }),
    ("get_user_roles", |a, i| {
        callback::attribute(Slot::GetUserRoles, a, i)
    }),
    ("error_handler", |a, i| {
        callback::attribute(Slot::ErrorHandler, a, i)
    }),
    ("login_required", login_required::attribute),
];

/// Returns what the attribute `name` makes of its arguments and its item.
fn expand(name: &str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let found = ATTRIBUTES.iter().find(|(known, _)| *known == name);
    let (_, attribute) = found.unwrap();
    attribute(arguments, item)
}
