//! The expansion of the parameter for the user's roles. Nothing can fail here.

use quote::{quote, quote_spanned};
use syn::Type;

use super::parse::Options;
use super::rule::Types;
use crate::auth;
use crate::span;

/// Returns the types of a policy that hands the roles over to the parameter `ty`.
///
/// The roles are those of the auth object, checked to have some. A mistake is reported at the parameter.
pub(super) fn handed_over(options: &Options, ty: &Type, types: Types) -> Types {
    let span = span::of(ty);
    let (private, own) = (options.krate.private_at(span), options.krate.private());
    let Types {
        declaration,
        name,
        auth,
        rule,
    } = types;
    let check = quote_spanned!(span=> #private::has_roles::<#auth>());
    let object = auth::checked(&auth, &check, span, &options.krate);
    let roles = quote_spanned! {span=>
        <#ty as #private::RolesParameter<<#rule as #own::Rule>::Presence>>::Roles
    };
    let hand_over = quote_spanned!(span=> #private::HandOverRoles::hand_over(roles));
    let taken = quote_spanned! {span::own()=>
        type __Roled = #object;
        struct __Roles;
        #[automatically_derived]
        impl #own::TakesRoles<#name> for __Roles {
            type Roles = #roles;
            fn take(
                roles: #own::RolesOf<'_, __Roled>,
            ) -> ::core::option::Option<Self::Roles> {
                #hand_over
            }
        }
    };
    Types {
        declaration: quote!(#declaration #taken),
        rule: quote!(#own::HandsRoles<#rule, __Roles>),
        name,
        auth,
    }
}
