//! The key `throttle`, which the kinds whose credentials are a username and a password have.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::ParseStream;
use syn::{Token, Type};

use super::Object;
use crate::args;
use crate::callback::slots;
use crate::diagnostics::Diagnostics;
use crate::span;

/// The key as it was written.
#[derive(Default)]
pub(crate) enum Throttle {
    #[default]
    None,
    /// The key alone.
    Memory,
    /// The key with a type of the state.
    Type(Box<Type>),
}

impl Throttle {
    /// Reads what follows the key.
    pub(in super::super) fn read(key: &Ident, input: ParseStream) -> syn::Result<Self> {
        if !input.peek(Token![=]) {
            return Ok(Self::Memory);
        }
        args::value(key, input, "a type", "Arc<MemoryThrottle>").map(Self::Type)
    }

    /// Reports a type without a state that it could be taken from.
    pub(in super::super) fn validate(&self, object: &Object<'_>, diagnostics: &mut Diagnostics) {
        if let (Self::Type(ty), None) = (self, object.state) {
            diagnostics.at(
                ty,
                "the throttle is taken from the state; add `state = AppState`, or write `throttle` alone to count in \
                 memory",
            );
        }
    }

    /// Writes that the object has a throttle, for the registry.
    pub(in super::super) fn registry(&self) -> TokenStream {
        match self {
            Self::None => TokenStream::new(),
            Self::Memory | Self::Type(_) => quote!(.throttled()),
        }
    }

    /// Writes `impl HasThrottle`.
    pub(in super::super) fn expand(&self, object: &Object<'_>) -> TokenStream {
        let (ident, private) = (object.ident, object.krate.private());
        let (step, throttle) = self.step(object);
        let client_ip = slots::CLIENT_IP.of(&private);
        quote! {
            #[automatically_derived]
            impl #private::HasThrottle for #ident {
                type Throttle = #step;
                const ASKS_CLIENT: ::core::primitive::bool = #client_ip::CALLBACK.is_some();
                #[allow(unused_variables)]
                fn throttle(state: &Self::State) -> Self::Throttle {
                    #throttle
                }
                async fn ask_client(
                    parts: &mut #private::Parts,
                    state: &Self::State,
                ) -> ::core::result::Result<::core::option::Option<#private::IpAddr>, #private::Response> {
                    #client_ip::client_ip(parts, state).await
                }
                fn warned() -> &'static #private::Once {
                    static WARNED: #private::Once = #private::Once::new();
                    &WARNED
                }
            }
        }
    }

    /// Writes the type of the step that throttles, and its value.
    fn step(&self, object: &Object<'_>) -> (TokenStream, TokenStream) {
        let private = object.krate.private();
        match (self, object.state) {
            (Self::None, _) | (Self::Type(_), None) => {
                (quote!(#private::Unthrottled), quote!(#private::Unthrottled))
            }
            (Self::Memory, _) => (
                quote!(#private::Throttled<&'static #private::MemoryThrottle>),
                quote!(#private::Throttled(&#private::MEMORY_THROTTLE)),
            ),
            (Self::Type(ty), Some(_)) => {
                let own = object.krate.private_at(span::of(ty));
                (
                    quote_spanned!(span::of(ty)=> #own::Throttled<#ty>),
                    quote!(#private::Throttled(<#ty as #private::FromRef<Self::State>>::from_ref(state))),
                )
            }
        }
    }
}
