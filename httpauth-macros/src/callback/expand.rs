//! The expansion that puts a callback into its slot. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Path, Type};

use super::optional::{error_handler, generate, hash_password, verify};
use super::parts::{answer, answer_type, arguments, as_visible, call, registered, trait_arguments};
use super::validate::Callback;
use super::{Slot, lifetime};
use crate::auth::{self, Named};
use crate::span;

pub(super) fn callback(callback: &Callback<'_>) -> TokenStream {
    let cfgs = callback.function.cfgs();
    let paths: Vec<Option<&Path>> = match callback.options.auth.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(Some).collect(),
    };
    let slots = paths
        .into_iter()
        .map(|path| for_object(callback, &auth::named(path, &callback.options.krate)));
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
    let takes = quote_spanned! {*span=>
        ::core::assert!(
            #private::takes::<#checked, #private::slots::#marker>(::core::module_path!()),
            "a callback stands in the crate of its auth object; move it there, or declare an auth object in this crate"
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
    let answer = callback
        .output
        .filter(|_| callback.is_legal && slot.has_user())?;
    let (private, marker) = (callback.options.krate.private(), slot.marker());
    let signature = match slot {
        Slot::GetPassword => "async fn get_password(username: &str) -> Option<(String, User)>",
        slot => slot.signature(),
    };
    let message = format!(
        "the user that this callback answers is itself a verdict: `Some(false)` would be accepted; write `{signature}`",
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
    let answer_type = answer_type(callback, "Verdict");
    let as_visible = as_visible();
    quote_spanned! {span::own()=>
        #[automatically_derived]
        #as_visible
        impl #krate::VerifyPassword for #auth {
            #registered
            #answer_type
            type Presence = #private::#presence;
            #extract
            const ANONYMOUS: ::core::primitive::bool = #anonymous;
            async fn verify_password(
                username: &::core::primitive::str,
                password: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> #answer {
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
    let answer_type = answer_type(callback, "Verdict");
    let as_visible = as_visible();
    quote_spanned! {span::own()=>
        #[automatically_derived]
        #as_visible
        impl #krate::VerifyToken for #auth {
            #registered
            #answer_type
            #extract
            #no_arguments
            async fn verify_token(
                token: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> #answer {
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
    let answer_type = answer_type(callback, "Stored");
    let as_visible = as_visible();
    quote_spanned! {span::own()=>
        #[automatically_derived]
        #as_visible
        impl #krate::GetPassword for #auth {
            #registered
            #answer_type
            #extract
            async fn get_password(
                username: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> #answer {
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
        let roles_result = quote_spanned!(span=> <#answer as #located::RolesResult>);
        (
            quote!(#roles_result::Roles),
            quote!(#roles_result::into_roles(#call)),
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
    let Type::Path(path) = ty else { return false };
    path.path
        .segments
        .last()
        .is_some_and(|segment| segment.ident.to_string().ends_with("Result"))
}
