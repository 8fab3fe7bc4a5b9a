//! Writes what puts a callback into its slot. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Path, Type};

use super::optional::{error_handler, generate, hash_password, verify};
use super::parts::{answer, arguments, call, registered, trait_arguments};
use super::validate::Callback;
use super::{Slot, lifetime};
use crate::auth::{self, Named};
use crate::span;

pub(super) fn callback(callback: &Callback<'_>) -> TokenStream {
    let cfgs = callback.function.cfgs();
    let private = callback.options.krate.private();
    let paths: Vec<Option<&Path>> = match callback.options.auth.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(Some).collect(),
    };
    let slots = paths
        .into_iter()
        .map(|path| for_object(callback, &auth::named(path, &private)));
    quote!(#(#cfgs)* #[allow(deprecated)] const _: () = { #(#slots)* };)
}

/// Puts the callback into the slot of one auth object.
fn for_object(callback: &Callback<'_>, auth: &Named) -> TokenStream {
    let private = callback.options.krate.private();
    let marker = callback.slot.marker();
    let Named {
        declaration,
        name: auth,
        span,
    } = auth;
    let slot = match callback.slot {
        Slot::VerifyPassword => verify_password(callback, auth),
        Slot::VerifyToken => verify_token(callback, auth),
        Slot::GetPassword => get_password(callback, auth),
        Slot::HashPassword => hash_password(callback, auth),
        Slot::GenerateNonce | Slot::GenerateOpaque => generate(callback, auth),
        Slot::VerifyNonce | Slot::VerifyOpaque => verify(callback, auth),
        Slot::GetUserRoles => get_user_roles(callback, auth),
        Slot::ErrorHandler => error_handler(callback, auth),
    };
    let takes = quote_spanned!(*span=> #private::takes::<#auth, #private::slots::#marker>());
    quote_spanned! {span::own()=>
        #declaration
        const _: () = #takes;
        #slot
    }
}

fn verify_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (registered, answer, extract) = (
        registered(callback),
        answer(callback),
        trait_arguments(callback),
    );
    let anonymous = callback.options.anonymous.is_some();
    let presence = if anonymous {
        quote!(Anonymous)
    } else {
        quote!(Required)
    };
    let (arguments, call) = (
        arguments(callback),
        call(callback, &["username", "password"]),
    );
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #krate::VerifyPassword for #auth {
            #registered
            type Verdict = #answer;
            type Presence = #private::#presence;
            #extract
            const ANONYMOUS: ::core::primitive::bool = #anonymous;
            async fn verify_password(
                username: &::core::primitive::str,
                password: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Verdict {
                #call
            }
        }
    }
}

fn verify_token(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let krate = &callback.options.krate;
    let (registered, answer, extract) = (
        registered(callback),
        answer(callback),
        trait_arguments(callback),
    );
    let (arguments, call) = (arguments(callback), call(callback, &["token"]));
    let no_arguments = arguments.is_empty().then(|| {
        quote! {
            fn no_arguments() -> ::core::option::Option<()> {
                ::core::option::Option::Some(())
            }
        }
    });
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #krate::VerifyToken for #auth {
            #registered
            type Verdict = #answer;
            #extract
            #no_arguments
            async fn verify_token(
                token: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Verdict {
                #call
            }
        }
    }
}

fn get_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let krate = &callback.options.krate;
    let (registered, answer, extract) = (
        registered(callback),
        answer(callback),
        trait_arguments(callback),
    );
    let (arguments, call) = (arguments(callback), call(callback, &["username"]));
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #krate::GetPassword for #auth {
            #registered
            type Stored = #answer;
            #extract
            async fn get_password(
                username: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Stored {
                #call
            }
        }
    }
}

fn get_user_roles(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (registered, extract) = (registered(callback), trait_arguments(callback));
    let (arguments, call) = (arguments(callback), call(callback, &["user"]));
    let (user, answer) = (lifetime::user(), answer(callback));
    let span = callback.output.map_or_else(span::own, span::of);
    let (roles, result) = if callback.output.is_some_and(is_result) {
        let located = callback.options.krate.private_at(span);
        let fallible = quote_spanned!(span=> <#answer as #located::Fallible>);
        (
            quote!(#fallible::Roles),
            quote!(#fallible::into_roles(#call)),
        )
    } else {
        (answer, quote!(::core::result::Result::Ok(#call)))
    };
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #krate::GetUserRoles for #auth {
            #registered
            type Roles<#user> = #roles;
            #extract
            async fn get_user_roles<#user>(
                user: &#user #private::UserOf<Self>,
                (#(#arguments,)*): Self::Arguments,
            ) -> ::core::result::Result<Self::Roles<#user>, #private::Response> {
                #result
            }
        }
    }
}

/// Whether the type is written as a `Result`, by this name or an alias that ends with it.
fn is_result(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path
        .segments
        .last()
        .is_some_and(|segment| segment.ident.to_string().ends_with("Result"))
}
