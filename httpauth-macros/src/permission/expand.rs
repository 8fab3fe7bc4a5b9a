//! The expansion of a permission. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::validate::Permission;
use crate::auth::{self, Named};
use crate::span;

/// Writes the type of the permission, which has the name and the visibility of the function, and makes it a permission
/// of each auth object.
///
/// Types and functions have namespaces of their own, so `use perms::owns_todo` brings both. The type has braces, since a
/// unit struct would be a value of this name too.
pub(super) fn permission(permission: &Permission<'_>) -> TokenStream {
    let function = permission.function;
    let (vis, ident, cfgs) = (&function.vis, &function.sig.ident, function.cfgs());
    let objects = auth::all_named(&permission.options.auth, &permission.options.krate);
    let objects = objects.iter().map(|auth| for_object(permission, auth));
    quote_spanned! {span::own()=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
        #vis struct #ident {}
        #(#cfgs)*
        #[allow(deprecated)]
        const _: () = { #(#objects)* };
    }
}

/// Makes it a permission of one auth object.
fn for_object(permission: &Permission<'_>, auth: &Named) -> TokenStream {
    let (krate, private) = (
        &permission.options.krate,
        permission.options.krate.private(),
    );
    let ident = &permission.function.sig.ident;
    let Named {
        declaration,
        checked,
        ..
    } = auth;
    let call = call(permission);
    quote_spanned! {span::own()=>
        const _: () = {
            #declaration
            #[automatically_derived]
            impl #private::Permission<#checked> for #ident {
                #[allow(unused_variables)]
                async fn permits(
                    user: &#private::UserOf<#checked>,
                    parts: &mut #private::Parts,
                    state: &<#checked as #krate::Authenticator>::State,
                ) -> ::core::result::Result<::core::primitive::bool, #private::Response> {
                    #call
                }
            }
        };
    }
}

/// Writes the call of the function. A type error in a parameter or in the answer is reported there.
fn call(permission: &Permission<'_>) -> TokenStream {
    let (krate, function) = (&permission.options.krate, permission.function);
    if !permission.is_legal {
        let private = krate.private();
        return quote!(#private::stand_in());
    }
    let ident = &function.sig.ident;
    let user = permission.user.map(|ty| Ident::new("user", span::of(ty)));
    let extractors = permission.extractors.iter().map(|ty| {
        let private = krate.private_at(span::of(ty));
        quote_spanned!(span::of(ty)=> #private::extract(parts, state).await?)
    });
    let dot_await = function.sig.asyncness.map(|_| quote!(.await));
    let span = span::of(&function.sig.output);
    let private = krate.private_at(span);
    let answer = quote!(#ident(#user #(, #extractors)*) #dot_await);
    quote_spanned!(span=> #private::Permitted::into_permitted(#answer))
}
