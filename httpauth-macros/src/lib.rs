//! The attributes of the `httpauth` crate. Use that crate, which re-exports them.
//!
//! Each attribute parses its keys and its item, validates them, and expands into code that names items of
//! `httpauth::__private`, where the logic is.

mod args;
mod auth;
mod auth_object;
mod callback;
mod diagnostics;
mod handler;
mod item;
mod krate;
mod login_required;
mod multi_auth;
mod permission;
mod public;
mod registry;
mod span;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use auth_object::{Basic, Digest, Token};
use callback::slots;

#[doc = include_str!("../docs/basic_auth.md")]
#[proc_macro_attribute]
pub fn basic_auth(arguments: TokenStream, item: TokenStream) -> TokenStream {
    auth_object::attribute::<Basic>(arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/digest_auth.md")]
#[proc_macro_attribute]
pub fn digest_auth(arguments: TokenStream, item: TokenStream) -> TokenStream {
    auth_object::attribute::<Digest>(arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/multi_auth.md")]
#[proc_macro_attribute]
pub fn multi_auth(arguments: TokenStream, item: TokenStream) -> TokenStream {
    multi_auth::attribute(arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/token_auth.md")]
#[proc_macro_attribute]
pub fn token_auth(arguments: TokenStream, item: TokenStream) -> TokenStream {
    auth_object::attribute::<Token>(arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/verify_password.md")]
#[proc_macro_attribute]
pub fn verify_password(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::VERIFY_PASSWORD, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/verify_token.md")]
#[proc_macro_attribute]
pub fn verify_token(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::VERIFY_TOKEN, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/get_password.md")]
#[proc_macro_attribute]
pub fn get_password(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::GET_PASSWORD, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/hash_password.md")]
#[proc_macro_attribute]
pub fn hash_password(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::HASH_PASSWORD, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/generate_nonce.md")]
#[proc_macro_attribute]
pub fn generate_nonce(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::GENERATE_NONCE, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/verify_nonce.md")]
#[proc_macro_attribute]
pub fn verify_nonce(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::VERIFY_NONCE, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/generate_opaque.md")]
#[proc_macro_attribute]
pub fn generate_opaque(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::GENERATE_OPAQUE, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/verify_opaque.md")]
#[proc_macro_attribute]
pub fn verify_opaque(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::VERIFY_OPAQUE, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/realm.md")]
#[proc_macro_attribute]
pub fn realm(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::REALM, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/protected_resource.md")]
#[proc_macro_attribute]
pub fn protected_resource(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::PROTECTED_RESOURCE, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/client_ip.md")]
#[proc_macro_attribute]
pub fn client_ip(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::CLIENT_IP, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/forwarded_target.md")]
#[proc_macro_attribute]
pub fn forwarded_target(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::FORWARDED_TARGET, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/get_user_roles.md")]
#[proc_macro_attribute]
pub fn get_user_roles(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::GET_USER_ROLES, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/permission.md")]
#[proc_macro_attribute]
pub fn permission(arguments: TokenStream, item: TokenStream) -> TokenStream {
    permission::attribute(arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/error_handler.md")]
#[proc_macro_attribute]
pub fn error_handler(arguments: TokenStream, item: TokenStream) -> TokenStream {
    callback::attribute(&slots::ERROR_HANDLER, arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/login_required.md")]
#[proc_macro_attribute]
pub fn login_required(arguments: TokenStream, item: TokenStream) -> TokenStream {
    login_required::attribute(arguments.into(), item.into()).into()
}

#[doc = include_str!("../docs/public.md")]
#[proc_macro_attribute]
pub fn public(arguments: TokenStream, item: TokenStream) -> TokenStream {
    public::attribute(arguments.into(), item.into()).into()
}
