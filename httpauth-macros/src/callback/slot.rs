//! The table of slots, with their attributes, their items and the signatures of their callbacks.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A slot of an auth object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    VerifyPassword,
    VerifyToken,
    GetPassword,
    HashPassword,
    GenerateNonce,
    VerifyNonce,
    GenerateOpaque,
    VerifyOpaque,
    GetUserRoles,
    ErrorHandler,
}

impl Slot {
    /// Returns the name of the attribute that fills the slot.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::VerifyPassword => "verify_password",
            Self::VerifyToken => "verify_token",
            Self::GetPassword => "get_password",
            Self::HashPassword => "hash_password",
            Self::GenerateNonce => "generate_nonce",
            Self::VerifyNonce => "verify_nonce",
            Self::GenerateOpaque => "generate_opaque",
            Self::VerifyOpaque => "verify_opaque",
            Self::GetUserRoles => "get_user_roles",
            Self::ErrorHandler => "error_handler",
        }
    }

    /// Returns the slot's type in the runtime crate.
    pub(super) fn marker(self) -> Ident {
        Ident::new(&format!("{self:?}"), Span::call_site())
    }

    /// Returns the slot of the auth object `ident`, filled or empty.
    pub(crate) fn of(self, ident: &Ident, private: &TokenStream) -> TokenStream {
        let marker = self.marker();
        quote!(<#private::SlotOf<#ident, #private::slots::#marker>>)
    }

    /// Returns the signature that a message tells the user to write.
    pub(super) fn signature(self) -> &'static str {
        match self {
            Self::VerifyPassword => {
                "async fn verify_password(username: &str, password: &str) -> Option<User>"
            }
            Self::VerifyToken => "async fn verify_token(token: &str) -> Option<User>",
            Self::GetPassword => "async fn get_password(username: &str) -> Option<String>",
            Self::HashPassword => "fn hash_password(password: &str) -> String",
            Self::GenerateNonce => "fn generate_nonce() -> String",
            Self::VerifyNonce => "fn verify_nonce(nonce: &str) -> bool",
            Self::GenerateOpaque => "fn generate_opaque() -> String",
            Self::VerifyOpaque => "fn verify_opaque(opaque: &str) -> bool",
            Self::GetUserRoles => "fn get_user_roles(user: &User) -> Vec<String>",
            Self::ErrorHandler => "fn error_handler(status: StatusCode) -> &'static str",
        }
    }

    /// Returns the type that stands in for the answer of a callback until its own is written legally.
    pub(super) fn answer(self) -> TokenStream {
        match self {
            Self::VerifyPassword | Self::VerifyToken => quote!(::core::primitive::bool),
            Self::GetPassword => quote!(::core::option::Option<&'static ::core::primitive::str>),
            Self::GetUserRoles => quote!(&'static [&'static ::core::primitive::str]),
            _ => quote!(()),
        }
    }

    /// Returns the least and the largest number of references that the callback takes before its extractors.
    pub(super) fn inputs(self) -> (usize, usize) {
        match self {
            Self::VerifyPassword => (2, 2),
            Self::VerifyToken
            | Self::GetPassword
            | Self::VerifyNonce
            | Self::VerifyOpaque
            | Self::GetUserRoles => (1, 1),
            Self::HashPassword => (1, 2),
            Self::GenerateNonce | Self::GenerateOpaque | Self::ErrorHandler => (0, 0),
        }
    }

    /// Returns whether the slot is a trait of its own.
    ///
    /// Other code requires the trait and misses it when the slot is empty.
    pub(super) fn has_trait(self) -> bool {
        matches!(
            self,
            Self::VerifyPassword | Self::VerifyToken | Self::GetPassword | Self::GetUserRoles
        )
    }

    /// Returns whether the callback answers a verdict, or a password with its user.
    pub(super) fn has_user(self) -> bool {
        matches!(
            self,
            Self::VerifyPassword
                | Self::VerifyToken
                | Self::GetPassword
                | Self::VerifyNonce
                | Self::VerifyOpaque
        )
    }

    /// Returns whether the callback's references are `&str`. Otherwise they refer to a type of the user's.
    pub(super) fn takes_text(self) -> bool {
        self != Self::GetUserRoles
    }
}
