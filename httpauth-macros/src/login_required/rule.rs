//! The expansion of the rule that a policy decides by. Nothing can fail here.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::Visibility;

use super::parse::Options;
use super::role::Rule;
use crate::auth::{self, Named};
use crate::span;

/// The auth object and the rule of a policy, as types.
pub(super) struct Types {
    /// The items that the types name.
    pub(super) declaration: TokenStream,
    /// The object as it was named, for the parameter of a trait that is implemented. The compiler looks through no
    /// projection there for a private type (E0446).
    pub(super) name: TokenStream,
    /// The object after its check.
    pub(super) auth: TokenStream,
    pub(super) rule: TokenStream,
}

/// Writes the types of the policy. A rule of its own is as visible as `vis`.
///
/// Handlers without a role or a permission share their rule, and so the code of their guards.
pub(super) fn types(options: &Options, rule: Option<&Rule>, vis: &Visibility) -> Types {
    let private = options.krate.private();
    let Named {
        declaration,
        name,
        checked: auth,
        ..
    } = auth::named(options.auth.as_ref(), &options.krate);
    let policy = options.policy.as_ref();
    let policy = policy.map(|policy| auth::policy(policy, &options.krate));
    let presence = match (&options.optional, &options.policy) {
        (Some(_), _) => quote!(#private::Optional),
        (None, Some(_)) => quote!(<__Policy as #private::Rule>::Presence),
        (None, None) => quote!(#private::PresenceOf<#auth>),
    };
    let (own, own_type) = match rule {
        Some(rule) if rule.permissions().is_empty() => (
            Some(role_rule(rule, options, &auth, &presence)),
            quote!(#private::HasRole<__Object, __Rule>),
        ),
        Some(rule) => (
            Some(permission_rule(rule, options, &auth, &presence)),
            quote!(#private::HasPermission<__Object, __Rule>),
        ),
        None => (None, quote!(#private::AnyUser<#auth, #presence>)),
    };
    let own = own.map(|own| quote_spanned!(span::own()=> #vis struct __Rule; #own));
    Types {
        declaration: quote!(#declaration #policy #own),
        rule: match (&options.policy, rule) {
            (Some(_), Some(_)) => quote!(#private::Both<__Policy, #own_type>),
            (Some(_), None) => quote!(__Policy),
            (None, _) => own_type,
        },
        name,
        auth,
    }
}

/// Writes the rule of a policy that asks for roles alone.
fn role_rule(
    rule: &Rule,
    options: &Options,
    auth: &TokenStream,
    presence: &TokenStream,
) -> TokenStream {
    let (private, expression) = (options.krate.private(), rule.expression(&options.krate));
    let (object, scope) = (object(rule, options, auth), rule.scope(&options.krate));
    let terms = rule.terms(&options.krate);
    quote_spanned! {span::own()=>
        type __Object = #object;
        #[automatically_derived]
        impl #private::RoleRule<__Auth> for __Rule {
            type Presence = #presence;
            #scope
            #terms
            fn allows(roles: &#private::RolesOf<'_, __Object>) -> ::core::primitive::bool {
                #expression
            }
        }
    }
}

/// Writes the rule of a policy that asks for permissions.
fn permission_rule(
    rule: &Rule,
    options: &Options,
    auth: &TokenStream,
    presence: &TokenStream,
) -> TokenStream {
    let private = options.krate.private();
    let (object, scope) = (object(rule, options, auth), rule.scope(&options.krate));
    let (needed, open, asks) = (rule.needed(), open(rule, options), asks(rule, options));
    let terms = rule.terms(&options.krate);
    quote_spanned! {span::own()=>
        type __Object = #object;
        const __ALTERNATIVES: #private::Alternatives = #private::Alternatives::new(#needed);
        #[automatically_derived]
        impl #private::PermissionRule<__Auth> for __Rule {
            type Presence = #presence;
            #scope
            #terms
            const ALTERNATIVES: #private::Alternatives = __ALTERNATIVES;
            #open
            async fn ask(
                permission: ::core::primitive::u8,
                of: &mut #private::Candidate<'_, __Object>,
            ) -> ::core::result::Result<::core::primitive::bool, #private::Response> {
                #[allow(unused_imports)]
                use #private::AskMembers as _;
                match permission {
                    #(#asks,)*
                    _ => ::core::result::Result::Ok(false),
                }
            }
        }
    }
}

/// Returns the auth object, checked to have roles if the rule names some.
fn object(rule: &Rule, options: &Options, auth: &TokenStream) -> TokenStream {
    if !rule.has_roles() {
        return auth.clone();
    }
    let private = options.krate.private();
    let check = quote!(#private::has_roles::<#auth>());
    auth::checked(auth, &check, span::own(), &options.krate)
}

/// Writes the method that asks for the roles, if the rule names some.
fn open(rule: &Rule, options: &Options) -> Option<TokenStream> {
    let (private, holds) = (options.krate.private(), rule.holds(&options.krate));
    rule.has_roles().then(|| {
        quote_spanned! {span::own()=>
            async fn open<__T: #private::TakesRoles<__Auth>>(
                of: &mut #private::Candidate<'_, __Object>,
            ) -> ::core::result::Result<::core::primitive::u64, #private::Response> {
                #private::open_by_roles::<__Object, __T, _>(of, |roles| #holds).await
            }
        }
    })
}

/// Returns the arms that ask each permission by its number. A mistake is reported at its first place in the rule.
fn asks(rule: &Rule, options: &Options) -> Vec<TokenStream> {
    let permissions = rule.permissions().into_iter().enumerate();
    let asks = permissions.map(|(number, path)| {
        let (number, span) = (Literal::usize_unsuffixed(number), span::of(path));
        let private = options.krate.private_at(span);
        quote_spanned!(span=> #number => <#private::Asks<#path, __Object>>::permits(of).await)
    });
    asks.collect()
}
