//! The expansion of the policy of a handler or of a struct, with its rule and its row of the access matrix. Nothing can
//! fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::parse::Options;
use super::role::Rule;
use crate::auth::{self, Named};
use crate::span;

/// Writes the policy `name`, whose guard holds `user`.
///
/// It consists of its rule and of its row of the access matrix under the name `shown`.
pub(super) fn policy(
    options: &Options,
    name: &Ident,
    shown: &Ident,
    user: &TokenStream,
    publish: bool,
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let Named {
        declaration,
        checked: auth,
        ..
    } = auth::named(options.auth.as_ref(), krate);
    let (role_rule, rule) = rule(options, &auth, publish);
    let (path, text) = (path(shown), text(options));
    let row = row(options, &path, &text, &auth);
    let span = span::of(user);
    let located = options.krate.private_at(span);
    let hand_over = quote_spanned!(span=> #located::HandOver::<#user>::hand_over(held));
    quote_spanned! {span::own()=>
        const _: () = {
            #declaration
            #role_rule
            #[automatically_derived]
            impl<__S> #krate::Policy<__S, #user> for #name
            where
                __S: ::core::marker::Send + ::core::marker::Sync,
                <#auth as #krate::Authenticator>::State: #private::FromRef<__S>,
            {
                fn enter(
                    parts: &mut #private::Parts,
                    state: &__S,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<(#user, #private::Respond), #private::Response>,
                > + ::core::marker::Send {
                    const LABEL: #private::Label = #private::Label::new(&(#path, #text));
                    #private::enter::<#rule, #user, __S>(parts, state, LABEL, |held| #hand_over)
                }
            }
            #row
        };
    }
}

/// Writes the role rule, if there is one, and the type of the rule that the guard decides by.
///
/// Handlers without a role rule share their rule, and so the code of their guards.
fn rule(
    options: &Options,
    auth: &TokenStream,
    publish: bool,
) -> (Option<TokenStream>, TokenStream) {
    let private = options.krate.private();
    let presence = match options.optional {
        Some(_) => quote!(#private::Optional),
        None => quote!(#private::PresenceOf<#auth>),
    };
    let role_rule = options
        .role
        .as_ref()
        .map(|role| role_rule(role, options, auth, &presence));
    let rule = match role_rule {
        Some(_) => quote!(#private::HasRole<__Rule>),
        None => quote!(#private::AnyUser<#auth, #presence>),
    };
    let rule = if publish {
        quote!(#private::Published<#rule>)
    } else {
        rule
    };
    (role_rule, rule)
}

/// Writes the private type that holds the role rule.
fn role_rule(
    role: &Rule,
    options: &Options,
    auth: &TokenStream,
    presence: &TokenStream,
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let expression = role.expression(krate);
    let check = quote!(#private::has_roles::<#auth>());
    let object = auth::checked(auth, &check, span::own(), krate);
    let scope = match role.scope() {
        Some(scope) => quote!(::core::option::Option::Some(#scope)),
        None => quote!(::core::option::Option::None),
    };
    quote_spanned! {span::own()=>
        struct __Rule;
        type __Object = #object;
        #[automatically_derived]
        impl #private::RoleRule for __Rule {
            type Auth = __Object;
            type Presence = #presence;
            const SCOPE: ::core::option::Option<&'static ::core::primitive::str> = #scope;
            fn allows(roles: &#private::RolesOf<'_, __Object>) -> ::core::primitive::bool {
                #expression
            }
        }
    }
}

/// Writes the path of the policy, for people.
fn path(shown: &Ident) -> TokenStream {
    let shown = shown.to_string();
    quote!(::core::concat!(::core::module_path!(), "::", #shown))
}

/// Writes the rule as it was written, `None` if any user may pass.
fn text(options: &Options) -> TokenStream {
    match &options.role {
        Some(role) => {
            let role = role.text();
            quote!(::core::option::Option::Some(#role))
        }
        None => quote!(::core::option::Option::None),
    }
}

/// Writes the row of the access matrix.
fn row(
    options: &Options,
    path: &TokenStream,
    text: &TokenStream,
    auth: &TokenStream,
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let optional = options.optional.is_some();
    quote_spanned! {span::own()=>
        #private::guarded! {
            #path,
            <#auth as #krate::Authenticator>::REGISTRY,
            (#text, #optional),
            (::core::file!(), ::core::line!()),
        }
    }
}
