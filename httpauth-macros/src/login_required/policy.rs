//! Writes the policy of a handler or of a struct: its rule, and its row of the access matrix. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::parse::Options;
use crate::auth::{self, Named};
use crate::span;

/// The policy `name`, whose guard holds `user`: its rule, and its row of the access matrix under the name `shown`.
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
        name: auth,
        ..
    } = auth::named(options.auth.as_ref(), &private);
    let rule = rule(options, &auth, publish);
    let row = row(options, shown, &auth);
    let span = span::of(user);
    let located = options.krate.private_at(span);
    let hand_over = quote_spanned!(span=> #located::HandOver::<#user>::hand_over(held));
    quote_spanned! {span::own()=>
        const _: () = {
            #declaration
            #rule
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
                    Output = ::core::result::Result<#private::LoginRequired<Self, #user>, #private::Response>,
                > + ::core::marker::Send {
                    #private::enter::<__Rule, Self, #user, __S>(parts, state, |held| #hand_over)
                }
            }
            #row
        };
    }
}

/// The private type that says whom the policy lets pass.
fn rule(options: &Options, auth: &TokenStream, publish: bool) -> TokenStream {
    let private = options.krate.private();
    let presence = match options.optional {
        Some(_) => quote!(#private::Optional),
        None => quote!(#private::PresenceOf<#auth>),
    };
    let (authorize, role_rule) = role(options, auth);
    let publish = publish.then(|| publish_user(options));
    quote_spanned! {span::own()=>
        struct __Rule;
        #[automatically_derived]
        impl #private::Rule for __Rule {
            type Auth = #auth;
            type Presence = #presence;
            #authorize
            #publish
        }
        #role_rule
    }
}

/// The policy's check of the role rule, and the rule.
fn role(options: &Options, auth: &TokenStream) -> (Option<TokenStream>, Option<TokenStream>) {
    let Some(role) = &options.role else {
        return (None, None);
    };
    let (krate, private) = (&options.krate, options.krate.private());
    let expression = role.expression(&options.krate);
    let scope = match role.scope() {
        Some(scope) => quote!(::core::option::Option::Some(#scope)),
        None => quote!(::core::option::Option::None),
    };
    let authorize = quote_spanned! {span::own()=>
        async fn authorize(
            grant: &#private::GrantOf<#auth>,
            parts: &mut #private::Parts,
            state: &<#auth as #krate::Authenticator>::State,
        ) -> ::core::result::Result<(), #private::RefusalOf<Self>> {
            #private::authorize::<Self>(grant, parts, state).await
        }
    };
    let rule = quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::RoleRule for __Rule {
            const SCOPE: ::core::option::Option<&'static ::core::primitive::str> = #scope;
            fn allows(roles: &#private::RolesOf<'_, #auth>) -> ::core::primitive::bool {
                #expression
            }
        }
    };
    (Some(authorize), Some(rule))
}

fn publish_user(options: &Options) -> TokenStream {
    let private = options.krate.private();
    quote_spanned! {span::own()=>
        fn publish(
            user: ::core::option::Option<&#private::UserOf<<Self as #private::Rule>::Auth>>,
            extensions: &mut #private::Extensions,
        ) {
            #private::publish(user, extensions);
        }
    }
}

/// The row of the access matrix.
fn row(options: &Options, shown: &Ident, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let (shown, optional) = (shown.to_string(), options.optional.is_some());
    let role = match &options.role {
        Some(role) => {
            let role = role.text();
            quote!(::core::option::Option::Some(#role))
        }
        None => quote!(::core::option::Option::None),
    };
    quote_spanned! {span::own()=>
        #private::guarded! {
            ::core::concat!(::core::module_path!(), "::", #shown),
            <#auth as #krate::Authenticator>::REGISTRY,
            (#role, #optional),
            (::core::file!(), ::core::line!()),
        }
    }
}
