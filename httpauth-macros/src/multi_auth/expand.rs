//! The expansion that makes a struct an auth object of others. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Path};

use super::parse::Options;
use crate::callback::slots;
use crate::item::Struct;
use crate::registry::{lookup, registry};
use crate::{auth, span};

pub(super) fn object(options: &Options, item: &Struct) -> TokenStream {
    let private = options.krate.private();
    let (ident, cfgs) = (&item.ident, item.cfgs());
    let members = members(options, ident);
    let types = members.iter().map(|(name, ty)| quote!(type #name = #ty;));
    let names: Vec<&Ident> = members.iter().map(|(name, _)| name).collect();
    let [first, others @ ..] = names.as_slice() else {
        return TokenStream::new();
    };
    let lookup = lookup(ident, &options.krate);
    let authenticator = authenticator(options, item, first, others);
    quote! {
        #(#cfgs)*
        const _: () = {
            #lookup
            #(#types)*
            #authenticator
            impl #private::InScope for #ident {}
        };
    }
}

/// Writes `impl Authenticator`, with the members as a list and the source of their states.
fn authenticator(
    options: &Options,
    item: &Struct,
    first: &Ident,
    others: &[&Ident],
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let ident = &item.ident;
    let reversed = others.iter().rev();
    let rest = reversed.fold(quote!(()), |rest, member| quote!((#member, #rest)));
    let list = quote!((#first, #rest));
    let (source, state) = state(options, first, &list);
    let first_handler = quote!(#private::first_error_handler::<#first, #rest, #source, _>);
    let error_handler = error_handler(options, &first_handler);
    let realm = quote!(<#first as #krate::Authenticator>::REGISTRY.realm());
    let members = std::iter::once(first).chain(others.iter().copied());
    let members = members.map(|member| quote!(<#member as #krate::Authenticator>::REGISTRY));
    let members = quote!(.with_members(&[#(#members),*]));
    let registry = registry(
        ident,
        krate,
        "Multi",
        &realm,
        &[&slots::ERROR_HANDLER],
        &members,
    );
    quote! {
        #[automatically_derived]
        impl #krate::Authenticator for #ident {
            type Scheme = #private::Multi<#list, #source>;
            type State = #state;
            #registry
            #error_handler
        }
    }
}

/// Returns the source of the members' states, and the state of the object.
fn state(options: &Options, first: &Ident, list: &TokenStream) -> (TokenStream, TokenStream) {
    let private = options.krate.private();
    match &options.state {
        Some(state) => (quote!(#private::Given), state.to_token_stream()),
        None => (
            quote!(#private::Own),
            quote!(<#list as #private::Members<#private::UserOf<#first>>>::State),
        ),
    }
}

/// Returns the names of the members, and their types. These are auth objects whose user type is that of the first.
fn members(options: &Options, itself: &Ident) -> Vec<(Ident, TokenStream)> {
    let krate = &options.krate;
    let first = name(0);
    let members = options
        .members
        .iter()
        .filter(|member| !member.is_ident(itself))
        .enumerate();
    let member = |(index, path): (usize, &Path)| {
        let object = auth::object(path, krate);
        if index == 0 {
            return (name(index), object);
        }
        let span = span::of(path);
        let private = krate.private_at(span);
        let check =
            quote_spanned!(span=> #private::is_member::<#object, #private::UserOf<#first>>());
        (name(index), auth::checked(object, &check, span, krate))
    };
    members.map(member).collect()
}

/// Returns the name of a member within the expansion.
fn name(index: usize) -> Ident {
    format_ident!("__Member{index}")
}

/// Writes the method that calls the object's own error handler, or else its first member's.
fn error_handler(options: &Options, first: &TokenStream) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let own = slots::ERROR_HANDLER.of(&private);
    quote! {
        async fn error_handler(
            error: &#krate::AuthError,
            parts: &mut #private::Parts,
            state: &Self::State,
        ) -> #private::Response {
            if #own::CALLBACK.is_some() {
                #own::error_handler(error, parts, state).await
            } else {
                #first(error, parts, state).await
            }
        }
    }
}
