//! The auth object that an attribute means, which is that of its `auth` key, or else the `Auth` in scope.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Ident, Path};

use crate::krate::Krate;
use crate::span;

/// An auth object that an attribute names, with its names in the expansion after `declaration`.
pub(crate) struct Named {
    pub(crate) declaration: TokenStream,
    /// The type as it was named.
    pub(crate) name: TokenStream,
    /// The same type after its check, for every place but the `Self` of an `impl`.
    pub(crate) checked: TokenStream,
    /// The place where it is named.
    pub(crate) span: Span,
}

/// Returns the auth objects at these paths, or the `Auth` in scope if there are no paths.
pub(crate) fn all_named(paths: &[Path], krate: &Krate) -> Vec<Named> {
    match paths {
        [] => vec![named(None, krate)],
        paths => paths.iter().map(|path| named(Some(path), krate)).collect(),
    }
}

/// Returns the auth object at `path`, or the `Auth` in scope if there is no path.
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

/// Writes the rule of the policy at `path`, a policy of `__Checked`, as the type `__Policy`.
pub(crate) fn policy(path: &Path, krate: &Krate) -> TokenStream {
    let span = span::of(path);
    let private = krate.private_at(span);
    let check = quote_spanned!(span=> #private::is_policy::<#path, __Checked>());
    let policy = checked(path, &check, span, krate);
    quote!(type __Policy = <#policy as #private::HasRule<__Checked>>::Rule;)
}

/// Returns the checked auth object at `path`. A type that is not an auth object is reported here, and nowhere else.
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

/// Returns the type `ty` in a form that depends on `check`.
///
/// If `check` does not compile, the form is not a type, and the compiler reports nothing more about it.
pub(crate) fn checked(
    ty: impl ToTokens,
    check: &TokenStream,
    span: Span,
    krate: &Krate,
) -> TokenStream {
    let private = krate.private_at(span);
    quote_spanned!(span=> <#private::Checked<{ #check }> as #private::Of<#ty>>::Type)
}

/// Returns the `Auth` in scope. If there is none, the compiler's error says what to write.
///
/// In a pattern, `Auth` is the unit struct of this name, or a new variable if there is no such struct. The variable
/// then has the type of `loop {}`, which is not an auth object.
fn in_scope(auth: &Ident, krate: &Krate) -> TokenStream {
    let private = krate.private();
    let check = quote! {
        #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
        let auth = #private::in_scope(|| { let #auth = loop {}; #auth });
        auth
    };
    checked(auth, &check, span::own(), krate)
}
