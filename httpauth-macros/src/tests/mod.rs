//! The tests of what the attributes write, with one snapshot each under `tests/snapshots`, and of garbage as input.
//!
//! `UPDATE_EXPECT=1 cargo test -p httpauth-macros` writes the snapshots anew. Read them before you commit them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

mod garbage;
mod messages;
mod pages;
mod snapshots;

use proc_macro2::TokenStream;

use crate::auth_object::{Basic, Digest, Token};
use crate::callback::slots;
use crate::{auth_object, callback, login_required, multi_auth, permission, public};

/// An attribute, as a function from its arguments and its item to what stands in their place.
type Attribute = fn(TokenStream, TokenStream) -> TokenStream;

/// Every attribute by its name.
const ATTRIBUTES: [(&str, Attribute); 21] = [
    ("basic_auth", auth_object::attribute::<Basic>),
    ("digest_auth", auth_object::attribute::<Digest>),
    ("token_auth", auth_object::attribute::<Token>),
    ("multi_auth", multi_auth::attribute),
    ("verify_password", |a, i| {
        callback::attribute(&slots::VERIFY_PASSWORD, a, i)
    }),
    ("verify_token", |a, i| {
        callback::attribute(&slots::VERIFY_TOKEN, a, i)
    }),
    ("get_password", |a, i| {
        callback::attribute(&slots::GET_PASSWORD, a, i)
    }),
    ("hash_password", |a, i| {
        callback::attribute(&slots::HASH_PASSWORD, a, i)
    }),
    ("generate_nonce", |a, i| {
        callback::attribute(&slots::GENERATE_NONCE, a, i)
    }),
    ("verify_nonce", |a, i| {
        callback::attribute(&slots::VERIFY_NONCE, a, i)
    }),
    ("generate_opaque", |a, i| {
        callback::attribute(&slots::GENERATE_OPAQUE, a, i)
    }),
    ("verify_opaque", |a, i| {
        callback::attribute(&slots::VERIFY_OPAQUE, a, i)
    }),
    ("realm", |a, i| callback::attribute(&slots::REALM, a, i)),
    ("protected_resource", |a, i| {
        callback::attribute(&slots::PROTECTED_RESOURCE, a, i)
    }),
    ("client_ip", |a, i| {
        callback::attribute(&slots::CLIENT_IP, a, i)
    }),
    ("forwarded_target", |a, i| {
        callback::attribute(&slots::FORWARDED_TARGET, a, i)
    }),
    ("get_user_roles", |a, i| {
        callback::attribute(&slots::GET_USER_ROLES, a, i)
    }),
    ("error_handler", |a, i| {
        callback::attribute(&slots::ERROR_HANDLER, a, i)
    }),
    ("permission", permission::attribute),
    ("login_required", login_required::attribute),
    ("public", public::attribute),
];

/// Returns what the attribute `name` makes of its arguments and its item.
fn expand(name: &str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let found = ATTRIBUTES.iter().find(|(known, _)| *known == name);
    let (_, attribute) = found.unwrap();
    attribute(arguments, item)
}
