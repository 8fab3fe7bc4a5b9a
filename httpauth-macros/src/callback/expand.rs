//! Writes what puts a callback into its slot. Nothing can fail here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Path, Type};

use super::validate::Callback;
use super::{Slot, lifetime};
use crate::auth;

pub(super) fn callback(callback: &Callback<'_>) -> TokenStream {
    let cfgs = callback.function.cfgs();
    let private = callback.options.krate.private();
    if callback.options.auth.is_empty() {
        let check = auth::check_in_scope(&private);
        let slot = for_object(callback, &auth::in_scope());
        return quote!(#(#cfgs)* const _: () = { #check #slot };);
    }
    let slots = callback
        .options
        .auth
        .iter()
        .map(|auth| for_object(callback, auth));
    quote!(#(#cfgs)* const _: () = { #(#slots)* };)
}

/// Puts the callback into the slot of one auth object.
fn for_object(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let private = callback.options.krate.private();
    let (marker, constant) = (callback.slot.marker(), callback.slot.constant());
    let name = callback.function.sig.ident.to_string();
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
    let takes = quote_spanned!(auth.span()=> #private::takes::<#auth, #private::slots::#marker>());
    quote! {
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

fn verify_password(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let Callback {
        extractors, output, ..
    } = callback;
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
    quote_spanned! {local()=>
        #[automatically_derived]
        impl #krate::VerifyPassword for #auth {
            type Verdict = #output;
            type Presence = #private::#presence;
            type Arguments = (#(#extractors,)*);
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

fn verify_token(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let krate = &callback.options.krate;
    let Callback {
        extractors, output, ..
    } = callback;
    let (arguments, call) = (arguments(callback), call(callback, &["token"]));
    quote_spanned! {local()=>
        #[automatically_derived]
        impl #krate::VerifyToken for #auth {
            type Verdict = #output;
            type Arguments = (#(#extractors,)*);
            async fn verify_token(
                token: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Verdict {
                #call
            }
        }
    }
}

fn get_password(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let krate = &callback.options.krate;
    let Callback {
        extractors, output, ..
    } = callback;
    let (arguments, call) = (arguments(callback), call(callback, &["username"]));
    quote_spanned! {local()=>
        #[automatically_derived]
        impl #krate::GetPassword for #auth {
            type Stored = #output;
            type Arguments = (#(#extractors,)*);
            async fn get_password(
                username: &::core::primitive::str,
                (#(#arguments,)*): Self::Arguments,
            ) -> Self::Stored {
                #call
            }
        }
    }
}

fn hash_password(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let Callback {
        extractors, output, ..
    } = callback;
    let inputs: &[&str] = if callback.inputs.len() == 1 {
        &["password"]
    } else {
        &["username", "password"]
    };
    let (arguments, call) = (arguments(callback), call(callback, inputs));
    quote_spanned! {local()=>
        impl #auth {
            #[doc(hidden)]
            pub async fn __httpauth_hash_password<'p>(
                username: &::core::primitive::str,
                password: &'p ::core::primitive::str,
                parts: &mut #private::Parts,
                state: &<Self as #krate::Authenticator>::State,
            ) -> ::core::result::Result<#private::Cow<'p, ::core::primitive::str>, #private::Response> {
                let (#(#arguments,)*): (#(#extractors,)*) = #private::arguments(parts, state).await?;
                #private::text::<#output>(#call).map(#private::Cow::Owned)
            }
        }
    }
}

/// `#[generate_nonce]` and `#[generate_opaque]`.
fn generate(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let Callback {
        slot,
        extractors,
        output,
        ..
    } = callback;
    let name = format_ident!("__httpauth_{}", slot.name());
    let (arguments, call) = (arguments(callback), call(callback, &[]));
    quote_spanned! {local()=>
        impl #auth {
            #[doc(hidden)]
            pub async fn #name(
                parts: &mut #private::Parts,
                state: &<Self as #krate::Authenticator>::State,
            ) -> ::core::result::Result<::core::option::Option<#private::String>, #private::Response> {
                let (#(#arguments,)*): (#(#extractors,)*) = #private::arguments(parts, state).await?;
                #private::text::<#output>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

/// `#[verify_nonce]` and `#[verify_opaque]`.
fn verify(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let Callback {
        slot,
        extractors,
        output,
        ..
    } = callback;
    let name = format_ident!("__httpauth_{}", slot.name());
    let (arguments, call) = (arguments(callback), call(callback, &["value"]));
    quote_spanned! {local()=>
        impl #auth {
            #[doc(hidden)]
            pub async fn #name(
                value: &::core::primitive::str,
                parts: &mut #private::Parts,
                state: &<Self as #krate::Authenticator>::State,
            ) -> ::core::result::Result<::core::option::Option<::core::primitive::bool>, #private::Response> {
                let (#(#arguments,)*): (#(#extractors,)*) = #private::arguments(parts, state).await?;
                #private::verdict::<#output>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

fn get_user_roles(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let Callback { extractors, .. } = callback;
    let (arguments, call) = (arguments(callback), call(callback, &["user"]));
    let user = lifetime::user();
    let output = callback.output.map(lifetime::of_user);
    let (roles, answer) = if callback.output.is_some_and(is_result) {
        (
            quote!(<#output as #private::Fallible>::Roles),
            quote!(#private::Fallible::into_roles(#call)),
        )
    } else {
        (quote!(#output), quote!(::core::result::Result::Ok(#call)))
    };
    quote_spanned! {local()=>
        #[automatically_derived]
        impl #krate::GetUserRoles for #auth {
            type Roles<#user> = #roles;
            type Arguments = (#(#extractors,)*);
            async fn get_user_roles<#user>(
                user: &#user #private::UserOf<Self>,
                (#(#arguments,)*): Self::Arguments,
            ) -> ::core::result::Result<Self::Roles<#user>, #private::Response> {
                #answer
            }
        }
    }
}

fn error_handler(callback: &Callback<'_>, auth: &Path) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let Callback {
        extractors, inputs, ..
    } = callback;
    let arguments = arguments(callback);
    let error = Ident::new("error", local());
    let argument = inputs.iter().map(
        |ty| quote_spanned!(ty.span()=> <#ty as #private::ErrorArgument>::from_error(#error),),
    );
    let name = &callback.function.sig.ident;
    let dot_await = dot_await(callback);
    let span = callback.output.map_or(name.span(), Spanned::span);
    let answer = Ident::new("answer", local());
    let respond = quote_spanned!(span=> #private::Answer(#answer).respond(#error.status()));
    quote_spanned! {local()=>
        impl #auth {
            #[doc(hidden)]
            pub async fn __httpauth_error_handler(
                error: &#krate::AuthError,
                parts: &mut #private::Parts,
                state: &<Self as #krate::Authenticator>::State,
            ) -> #private::Response {
                #[allow(unused_imports)]
                use #private::BodyOnly as _;
                let (#(#arguments,)*): (#(#extractors,)*) = match #private::arguments(parts, state).await {
                    ::core::result::Result::Ok(arguments) => arguments,
                    ::core::result::Result::Err(rejection) => return rejection,
                };
                let answer = #name(#(#argument)* #(#arguments,)*)#dot_await;
                #respond
            }
        }
    }
}

/// Where the expansion's own variables are named, so that they do not hide a callback of the same name.
fn local() -> Span {
    Span::mixed_site()
}

/// The names of the extracted arguments in the expansion.
fn arguments(callback: &Callback<'_>) -> Vec<Ident> {
    (0..callback.extractors.len())
        .map(|index| format_ident!("argument{index}", span = local()))
        .collect()
}

/// The call of the callback; a type error in an input is reported at the callback's parameter.
fn call(callback: &Callback<'_>, inputs: &[&str]) -> TokenStream {
    let name = &callback.function.sig.ident;
    let inputs = inputs
        .iter()
        .zip(&callback.inputs)
        .map(|(input, ty): (&&str, &&Type)| {
            Ident::new(input, local().located_at(ty.span())).into_token_stream()
        });
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
