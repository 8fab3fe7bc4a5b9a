//! Which auth object an attribute means: the one of its `auth` key, else the `Auth` in scope.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Ident, Path};

use crate::krate::Krate;
use crate::span;

/// An auth object that an attribute names, and what the expansion calls it after `declaration`.
pub(crate) struct Named {
    pub(crate) declaration: TokenStream,
    /// The type as it was named.
    pub(crate) name: TokenStream,
    /// The same type after its check, for all but the `Self` of an `impl`.
    pub(crate) checked: TokenStream,
    /// Where it is named.
    pub(crate) span: Span,
}

/// The auth object at `path`; the `Auth` in scope without one.
pub(crate) fn named(path: Option<&Path>, krate: &Krate) -> Named {
    let (name, checked, span) = match path {
        Some(path) => (path.to_token_stream(), object(path, krate), span::of(path)),
        None => {
            let auth = Ident::new("Auth", Span::call_site());
            (
                auth.to_token_stream(),
                in_scope(&auth, krate),
                Span::call_site(),
            )
        }
    };
    Named {
        declaration: quote!(type __Auth = #name; type __Checked = #checked;),
        name: quote!(__Auth),
        checked: quote!(__Checked),
        span,
    }
}

/// The auth object at `path`. Another type is reported here, and nowhere else.
pub(crate) fn object(path: &Path, krate: &Krate) -> TokenStream {
    let span = span::of(path);
    let private = krate.private_at(span);
    checked(
        path,
        &quote_spanned!(span=> #private::is_object::<#path>()),
        span,
        krate,
    )
}

/// The type `ty` if `check` compiles. If it does not, this is not a type, about which the compiler says nothing more.
pub(crate) fn checked(
    ty: impl ToTokens,
    check: &TokenStream,
    span: Span,
    krate: &Krate,
) -> TokenStream {
    let private = krate.private_at(span);
    quote_spanned!(span=> <#private::Checked<{ #check }> as #private::Of<#ty>>::Type)
}

/// The `Auth` in scope, or what to write if there is none.
///
/// In a pattern, `Auth` is the unit struct of this name, or a new variable if there is none. The variable is then of the
/// type of `loop {}`, which is not an auth object.
fn in_scope(auth: &Ident, krate: &Krate) -> TokenStream {
    let private = krate.private();
    let check = quote! {
        #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
        let auth = #private::in_scope(|| { let #auth = loop {}; #auth });
        auth
    };
    checked(auth, &check, span::own(), krate)
}
