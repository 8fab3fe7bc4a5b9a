//! The expansion that puts a callback into its slot. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::lifetime;
use super::parts::{
    answer, answer_type, arguments, as_visible, call, inputs, read, registered, trait_arguments,
};
use super::slot::Callback;
use crate::auth::{self, Named};
use crate::item::last_segment;
use crate::span;

pub(super) fn callback(callback: &Callback<'_>) -> TokenStream {
    let cfgs = callback.function.cfgs();
    let objects = auth::all_named(&callback.options.auth, &callback.options.krate);
    let slots = objects.iter().map(|auth| for_object(callback, auth));
    let plain_user = plain_user(callback);
    quote!(#(#cfgs)* #[allow(deprecated)] const _: () = { #plain_user #(#slots)* };)
}

/// Puts the callback into the slot of one auth object.
fn for_object(callback: &Callback<'_>, auth: &Named) -> TokenStream {
    let private = callback.options.krate.private();
    let marker = callback.slot.marker();
    let Named {
        declaration,
        name,
        checked,
        span,
    } = auth;
    // The compiler judges the privacy of an `impl` by its type as it was named. A bound on the checked type makes the
    // compiler pass over the whole `impl` if the check fails.
    let auth = &quote!(#name where #checked: ::core::marker::Sized);
    let slot = (callback.slot.expand)(callback, auth);
    let takes = quote_spanned! {*span=>
        ::core::assert!(
            #private::takes::<#checked, #private::slots::#marker>(::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        )
    };
    quote_spanned! {span::own()=>
        const _: () = {
            #declaration
            const _: () = #takes;
            #slot
        };
    }
}

/// Asserts that the user in the callback's answer is not itself a verdict.
fn plain_user(callback: &Callback<'_>) -> Option<TokenStream> {
    let slot = callback.slot;
    let signature = slot.user?;
    let answer = callback.output.filter(|_| callback.is_legal)?;
    let (private, marker) = (callback.options.krate.private(), slot.marker());
    let message = format!(
        "the user that this callback returns is itself a verdict, so `Some(false)` would be accepted; write \
         `{signature}`",
    );
    let assert = quote_spanned! {span::of(answer)=>
        ::core::assert!(!<#private::UserIn<#answer, #private::slots::#marker>>::IS_VERDICT, #message)
    };
    Some(quote_spanned! {span::own()=>
        const _: () = {
            #[allow(unused_imports)]
            use #private::PlainUser as _;
            #assert
        };
    })
}

pub(super) fn verify_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let anonymous = callback.options.anonymous.is_some();
    let presence = if anonymous {
        quote!(Anonymous)
    } else {
        quote!(Required)
    };
    let presence = quote! {
        type Presence = #private::#presence;
        const ANONYMOUS: ::core::primitive::bool = #anonymous;
    };
    about_credentials(callback, auth, "Verdict", &presence)
}

pub(super) fn verify_token(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let no_arguments = callback.extractors.is_empty().then(|| {
        quote! {
            fn no_arguments() -> ::core::option::Option<()> {
                ::core::option::Option::Some(())
            }
        }
    });
    about_credentials(callback, auth, "Verdict", &no_arguments.unwrap_or_default())
}

pub(super) fn get_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    about_credentials(callback, auth, "Stored", &TokenStream::new())
}

/// Writes a callback that is asked about credentials. `answer_name` is the associated type of its answer, and `more`
/// are the items that only this slot's trait has.
fn about_credentials(
    callback: &Callback<'_>,
    auth: &TokenStream,
    answer_name: &str,
    more: &TokenStream,
) -> TokenStream {
    let krate = &callback.options.krate;
    let (marker, method) = (
        callback.slot.marker(),
        Ident::new(callback.slot.name, span::own()),
    );
    let (registered, extract) = (registered(callback), trait_arguments(callback));
    let (answer_type, answer) = (answer_type(callback, answer_name), answer(callback));
    let inputs = inputs(callback)
        .iter()
        .map(|input| Ident::new(input, span::own()));
    let (arguments, call) = (arguments(callback), call(callback));
    let as_visible = as_visible();
    quote_spanned! {span::own()=>
        #[automatically_derived]
        #as_visible
        impl #krate::#marker for #auth {
            #registered
            #answer_type
            #extract
            #more
            async fn #method(
                #(#inputs: &::core::primitive::str,)*
                (#(#arguments,)*): Self::Arguments,
            ) -> #answer {
                #call
            }
        }
    }
}

pub(super) fn get_user_roles(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (registered, extract) = (registered(callback), trait_arguments(callback));
    let (arguments, call) = (arguments(callback), call(callback));
    let (user, answer) = (lifetime::user(), answer(callback));
    let span = callback.output.map_or_else(span::own, span::of);
    let (roles, result) = if callback.output.is_some_and(is_result) {
        let located = callback.options.krate.private_at(span);
        (
            quote_spanned!(span=> <#answer as #located::RolesResult>::Roles),
            read(callback, "RolesResult", "into_roles"),
        )
    } else {
        (answer, quote!(::core::result::Result::Ok(#call)))
    };
    let roles_type = quote_spanned!(span=> type Roles<#user> = #roles;);
    let as_visible = as_visible();
    quote_spanned! {span::own()=>
        #[automatically_derived]
        #as_visible
        impl #krate::GetUserRoles for #auth {
            #registered
            #roles_type
            #extract
            async fn get_user_roles<#user>(
                user: &#user #private::UserOf<Self>,
                (#(#arguments,)*): Self::Arguments,
            ) -> ::core::result::Result<#roles, #private::Response> {
                #result
            }
        }
    }
}

/// Returns whether the type is written as a `Result`, by this name or an alias that ends with it.
fn is_result(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident.to_string().ends_with("Result"))
}
