//! The registry of an auth object in its expansion.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::callback::Slot;
use crate::krate::Krate;

/// Writes the path of an item in the module of the attribute, as people read it.
pub(crate) fn path(ident: &Ident) -> TokenStream {
    let name = ident.to_string();
    quote!(::core::concat!(::core::module_path!(), "::", #name))
}

/// Writes the `Option` that is evaluated to this one.
pub(crate) fn option(value: Option<&impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// Writes the names by which the expansion of the auth object looks up its slots.
pub(crate) fn lookup(ident: &Ident, krate: &Krate) -> TokenStream {
    let private = krate.private();
    quote! {
        #[allow(unused_imports)]
        use #private::EmptySlot as _;
        type __Slot<S> = #private::SlotOf<#ident, S>;
    }
}

/// Writes the constant that lists the slots of the auth object, filled and empty. `more` is what the object has beside
/// them, as calls of methods.
pub(crate) fn registry(
    ident: &Ident,
    krate: &Krate,
    scheme: &str,
    realm: &TokenStream,
    slots: &[&Slot],
    more: &TokenStream,
) -> TokenStream {
    let (private, path) = (krate.private(), path(ident));
    let slots = slots.iter().map(|slot| {
        let (name, own) = (slot.name, slot.of(&private));
        quote!(#private::Slot::new(#name, #own::CALLBACK))
    });
    quote! {
        const REGISTRY: &'static #private::Registry = &#private::Registry::new(
            #path, #scheme, #realm, &[#(#slots),*],
        )#more;
    }
}
