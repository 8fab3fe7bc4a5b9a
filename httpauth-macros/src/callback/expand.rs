//! Writes what puts a callback into its slot. Nothing can fail here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Path, Type};

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
    quote!(#(#cfgs)* const _: () = { #(#slots)* };)
}

/// Puts the callback into the slot of one auth object.
fn for_object(callback: &Callback<'_>, auth: &Named) -> TokenStream {
    let private = callback.options.krate.private();
    let (marker, constant) = (callback.slot.marker(), callback.slot.constant());
    let name = callback.function.sig.ident.to_string();
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
    quote! {
        #declaration
        const _: () = #takes;
        impl #auth {
            #[doc(hidden)]
            pub const #constant: ::core::option::Option<#private::Callback> = ::core::option::Option::Some(
                #private::Callback::new(
                    ::core::concat!(::core::module_path!(), "::", #name), ::core::file!(), ::core::line!(),
                ),
            );
        }
        #slot
    }
}

fn verify_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (answer, extract) = (answer(callback), trait_arguments(callback));
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
    quote! {
        #[automatically_derived]
        impl #krate::VerifyPassword for #auth {
            type Verdict = #answer;
            type Presence = #private::#presence;
            #extract
            const ANONYMOUS: ::core::primitive::bool = #anonymous;
            async fn verify_password(
                __username: &::core::primitive::str,
                __password: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Verdict {
                #call
            }
        }
    }
}

fn verify_token(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let krate = &callback.options.krate;
    let (answer, extract) = (answer(callback), trait_arguments(callback));
    let (arguments, call) = (arguments(callback), call(callback, &["token"]));
    quote! {
        #[automatically_derived]
        impl #krate::VerifyToken for #auth {
            type Verdict = #answer;
            #extract
            async fn verify_token(
                __token: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Verdict {
                #call
            }
        }
    }
}

fn get_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let krate = &callback.options.krate;
    let (answer, extract) = (answer(callback), trait_arguments(callback));
    let (arguments, call) = (arguments(callback), call(callback, &["username"]));
    quote! {
        #[automatically_derived]
        impl #krate::GetPassword for #auth {
            type Stored = #answer;
            #extract
            async fn get_password(
                __username: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Stored {
                #call
            }
        }
    }
}

fn hash_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let answer = answer(callback);
    let inputs: &[&str] = if callback.inputs.len() == 1 {
        &["password"]
    } else {
        &["username", "password"]
    };
    let (arguments, extract) = (arguments(callback), extract(callback));
    let call = call(callback, inputs);
    quote! {
        impl #auth {
            #[doc(hidden)]
            pub async fn __httpauth_hash_password<'p>(
                __username: &::core::primitive::str,
                __password: &'p ::core::primitive::str,
                __parts: &mut #private::Parts,
                __state: &<Self as #krate::Authenticator>::State,
            ) -> ::core::result::Result<#private::Cow<'p, ::core::primitive::str>, #private::Response> {
                let (#(#arguments,)*) = #extract?;
                #private::text::<#answer>(#call).map(#private::Cow::Owned)
            }
        }
    }
}

/// `#[generate_nonce]` and `#[generate_opaque]`.
fn generate(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let name = format_ident!("__httpauth_{}", callback.slot.name());
    let (answer, arguments, extract) = (answer(callback), arguments(callback), extract(callback));
    let call = call(callback, &[]);
    quote! {
        impl #auth {
            #[doc(hidden)]
            pub async fn #name(
                __parts: &mut #private::Parts,
                __state: &<Self as #krate::Authenticator>::State,
            ) -> ::core::result::Result<::core::option::Option<#private::String>, #private::Response> {
                let (#(#arguments,)*) = #extract?;
                #private::text::<#answer>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

/// `#[verify_nonce]` and `#[verify_opaque]`.
fn verify(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let name = format_ident!("__httpauth_{}", callback.slot.name());
    let (answer, arguments, extract) = (answer(callback), arguments(callback), extract(callback));
    let call = call(callback, &["value"]);
    quote! {
        impl #auth {
            #[doc(hidden)]
            pub async fn #name(
                __value: &::core::primitive::str,
                __parts: &mut #private::Parts,
                __state: &<Self as #krate::Authenticator>::State,
            ) -> ::core::result::Result<::core::option::Option<::core::primitive::bool>, #private::Response> {
                let (#(#arguments,)*) = #extract?;
                #private::verdict::<#answer>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

fn get_user_roles(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let extract = trait_arguments(callback);
    let (arguments, call) = (arguments(callback), call(callback, &["user"]));
    let (user, answer) = (lifetime::user(), answer(callback));
    let span = callback.output.map_or_else(Span::call_site, span::of);
    let (roles, result) = if callback.output.is_some_and(is_result) {
        let fallible = quote_spanned!(span=> <#answer as #private::Fallible>);
        (
            quote!(#fallible::Roles),
            quote!(#fallible::into_roles(#call)),
        )
    } else {
        (answer, quote!(::core::result::Result::Ok(#call)))
    };
    quote! {
        #[automatically_derived]
        impl #krate::GetUserRoles for #auth {
            type Roles<#user> = #roles;
            #extract
            async fn get_user_roles<#user>(
                __user: &#user #private::UserOf<Self>,
                (#(#arguments,)*): Self::Arguments,
            ) -> ::core::result::Result<Self::Roles<#user>, #private::Response> {
                #result
            }
        }
    }
}

fn error_handler(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let arguments = arguments(callback);
    let error = callback.inputs.iter().map(
        |ty| quote_spanned!(span::of(ty)=> <#ty as #private::ErrorArgument>::from_error(__error),),
    );
    let name = &callback.function.sig.ident;
    let (extract, dot_await) = (extract(callback), dot_await(callback));
    let span = callback.output.map_or_else(|| span::of(name), span::of);
    let respond = quote_spanned!(span=> #private::Answer(__answer).respond(__error.status()));
    quote! {
        impl #auth {
            #[doc(hidden)]
            pub async fn __httpauth_error_handler(
                __error: &#krate::AuthError,
                __parts: &mut #private::Parts,
                __state: &<Self as #krate::Authenticator>::State,
            ) -> #private::Response {
                #[allow(unused_imports)]
                use #private::BodyOnly as _;
                let (#(#arguments,)*) = match #extract {
                    ::core::result::Result::Ok(arguments) => arguments,
                    ::core::result::Result::Err(rejection) => return rejection,
                };
                let __answer = #name(#(#error)* #(#arguments,)*)#dot_await;
                #respond
            }
        }
    }
}

/// What the callback answers, as the trait's associated type.
fn answer(callback: &Callback<'_>) -> TokenStream {
    match callback.output {
        Some(output) if callback.slot == Slot::GetUserRoles => lifetime::of_user(output),
        Some(output) => output.to_token_stream(),
        None => callback.slot.answer(),
    }
}

/// The arguments of a slot's trait, and the method that extracts them.
fn trait_arguments(callback: &Callback<'_>) -> TokenStream {
    let private = callback.options.krate.private();
    let extractors = extractors(callback);
    let span = callback
        .extractors
        .first()
        .map_or_else(Span::call_site, span::of);
    let extract = quote_spanned!(span=> #private::arguments(__parts, __state));
    quote! {
        type Arguments = #extractors;
        fn arguments(
            __parts: &mut #private::Parts,
            __state: &Self::State,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<Self::Arguments, #private::Response>,
        > + ::core::marker::Send {
            #extract
        }
    }
}

/// The tuple of the extractors' types; a mistake in one of them is reported at the first.
fn extractors(callback: &Callback<'_>) -> TokenStream {
    let extractors = &callback.extractors;
    let span = extractors.first().map_or_else(Span::call_site, span::of);
    quote_spanned!(span=> (#(#extractors,)*))
}

/// Runs the extractors: a `Result`.
fn extract(callback: &Callback<'_>) -> TokenStream {
    let private = callback.options.krate.private();
    let extractors = extractors(callback);
    quote!(#private::arguments::<#extractors, _>(__parts, __state).await)
}

/// The names of the extracted arguments in the expansion.
fn arguments(callback: &Callback<'_>) -> Vec<Ident> {
    (0..callback.extractors.len())
        .map(|index| format_ident!("__argument{index}"))
        .collect()
}

/// The call of the callback, which may have any name: those of the expansion begin with `__`; a type error in an input is reported at the callback's parameter.
fn call(callback: &Callback<'_>, inputs: &[&str]) -> TokenStream {
    if !callback.is_legal {
        let private = callback.options.krate.private();
        return quote!(#private::stand_in());
    }
    let name = &callback.function.sig.ident;
    let inputs = inputs
        .iter()
        .zip(&callback.inputs)
        .map(|(input, ty)| format_ident!("__{input}", span = span::of(ty)));
    let (arguments, dot_await) = (arguments(callback), dot_await(callback));
    quote!(#name(#(#inputs,)* #(#arguments,)*)#dot_await)
}

fn dot_await(callback: &Callback<'_>) -> Option<TokenStream> {
    callback.function.sig.asyncness.map(|_| quote!(.await))
}

/// Whether the type is written as a `Result`, by this name or an alias that ends with it.
fn is_result(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path
        .segments
        .last()
        .is_some_and(|segment| segment.ident.to_string().ends_with("Result"))
}
