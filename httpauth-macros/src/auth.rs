//! Which auth object an attribute means: the one of its `auth` key, else the `Auth` in scope.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, Path};

/// The auth object that an attribute means without an `auth` key.
pub(crate) fn in_scope() -> Path {
    Path::from(Ident::new("Auth", Span::call_site()))
}

/// An item that compiles if `Auth` is in scope, and else says what to write.
///
/// In a pattern, `Auth` is the unit struct of this name, or a new variable if there is none. The variable is then of
/// the type of `loop {}`, which is no auth object.
pub(crate) fn check_in_scope(private: &TokenStream) -> TokenStream {
    let auth = in_scope();
    let check =
        quote_spanned!(Span::call_site()=> #private::in_scope(|| { let #auth = loop {}; #auth }));
    quote! {
        const _: fn() = {
            #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
            fn auth() { #check }
            auth
        };
    }
}
