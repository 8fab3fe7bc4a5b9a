//! The attributes `#[basic_auth]`, `#[digest_auth]` and `#[token_auth]`, which make a unit struct an auth object.

mod digest;
mod expand;
mod header;
mod parse;
mod validate;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::callback::Slot;
use crate::diagnostics::Diagnostics;
use crate::item::Item;

/// The kind of auth object that an attribute declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Basic,
    Digest,
    Token,
}

impl Kind {
    /// Returns the attribute's name.
    fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic_auth",
            Self::Digest => "digest_auth",
            Self::Token => "token_auth",
        }
    }

    /// Returns what follows the realm in the challenge.
    fn parameters(self) -> &'static str {
        match self {
            // RFC 7617 section 2.1.
            Self::Basic => ", charset=\"UTF-8\"",
            // The parameters of Digest are made anew for each answer.
            Self::Digest | Self::Token => "",
        }
    }

    /// Returns the slots of an object of this kind.
    fn slots(self) -> &'static [Slot] {
        use Slot::{
            ErrorHandler, GenerateNonce, GenerateOpaque, GetPassword, GetUserRoles, HashPassword,
            VerifyNonce, VerifyOpaque, VerifyPassword, VerifyToken,
        };
        match self {
            Self::Digest => &[
                GetPassword,
                GenerateNonce,
                VerifyNonce,
                GenerateOpaque,
                VerifyOpaque,
                GetUserRoles,
                ErrorHandler,
            ],
            Self::Basic => &[
                VerifyPassword,
                GetPassword,
                HashPassword,
                GetUserRoles,
                ErrorHandler,
            ],
            Self::Token => &[VerifyToken, GetUserRoles, ErrorHandler],
        }
    }
}

/// Makes the struct an auth object, and writes what is wrong beside it.
pub(crate) fn attribute(kind: Kind, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = parse::options(kind, arguments, &mut diagnostics);
    let expansion = validate::object(kind, &options, &item, &mut diagnostics)
        .map(|object| expand::object(&object).to_token_stream());
    let errors = diagnostics.finish();
    let item = item.into_unit();
    quote!(#item #expansion #errors)
}
