//! The expansion of the parameter for the user's roles. Nothing can fail here.

use proc_macro2::Ident;
use quote::{quote, quote_spanned};
use syn::Type;

use super::parse::Options;
use super::rule::Types;
use crate::auth;
use crate::span;

/// Returns the types of a policy that hands the roles over to the parameter `ty`.
///
/// The object is checked to have roles, and the parameter to fit the guard. A mistake is reported at the parameter.
pub(super) fn handed_over(options: &Options, ty: &Type, types: Types) -> Types {
    let Types {
        declaration,
        name,
        auth,
        rule,
    } = types;
    let (krate, span) = (&options.krate, span::of(ty));
    let (private, own) = (krate.private_at(span), krate.private());
    // Named here for the place of the error.
    let checked = Ident::new("__Granting", span);
    let has_roles = quote_spanned!(span=> #private::has_roles::<#checked>());
    let object = auth::checked(&checked, &has_roles, span, krate);
    let is_parameter = quote_spanned!(span=> #private::is_roles_parameter::<#ty, __Presence>());
    let parameter = auth::checked(ty, &is_parameter, span, krate);
    let roles = quote_spanned!(span=> <__Parameter as #private::RolesParameter<__Presence>>::Roles);
    let hand_over = quote_spanned!(span=> #private::HandOverRoles::hand_over(roles));
    let taken = quote_spanned! {span::own()=>
        type #checked = #auth;
        type __Roled = #object;
        type __Presence = <#rule as #own::Rule>::Presence;
        type __Parameter = #parameter;
        struct __Roles;
        #[automatically_derived]
        impl #own::TakesRoles<#name> for __Roles {
            type Roles = #roles;
            fn take(roles: #own::RolesOf<'_, __Roled>) -> ::core::option::Option<Self::Roles> {
                #hand_over
            }
        }
    };
    Types {
        declaration: quote!(#declaration #taken),
        rule: quote!(#own::HandsRoles<__Roled, #rule, __Roles>),
        name,
        auth,
    }
}
