//! The expansion of the policy of a handler or of a struct, with its rule and its row of the access matrix. Nothing can
//! fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, Visibility};

use super::parse::Options;
use super::role::Rule;
use super::roles;
use super::rule::{self, Types};
use super::validate::Handler;
use crate::item::{Struct, text};
use crate::registry;
use crate::span;

/// Writes the policy of a handler as the struct `name`, which hands over `user`, and the roles if the handler takes
/// them.
pub(super) fn of_handler(
    options: &Options,
    rule: Option<&Rule>,
    handler: &Handler<'_>,
    name: &Ident,
    user: &TokenStream,
) -> TokenStream {
    let mut types = rule::types(options, rule, &Visibility::Inherited);
    if let Some(roles) = handler.roles() {
        types = roles::handed_over(options, roles, types);
    }
    let shown = Shown::new(options, rule, &handler.function.sig.ident);
    let publish = handler.publishes(options);
    let policy = policy(options, &types, (name, &shown), user, publish);
    let row = row(options, &shown, &types, handler.next().is_none());
    let declaration = types.declaration;
    quote!(const _: () = { #declaration #policy #row };)
}

/// Writes the policy of a struct, whose rule others can name.
pub(super) fn of_struct(options: &Options, rule: Option<&Rule>, item: &Struct) -> TokenStream {
    let (private, name) = (options.krate.private(), &item.ident);
    let types = rule::types(options, rule, &item.vis);
    let shown = Shown::new(options, rule, name);
    let policy = policy(options, &types, (name, &shown), &quote!(()), true);
    let row = row(options, &shown, &types, false);
    let Types {
        declaration,
        name: auth,
        rule,
        ..
    } = types;
    quote_spanned! {span::own()=>
        const _: () = {
            #declaration
            #[automatically_derived]
            impl #private::HasRule<#auth> for #name {
                type Rule = #rule;
            }
            #policy
            #row
        };
    }
}

/// Writes the `impl` that lets a guard decide by the rule.
fn policy(
    options: &Options,
    Types { auth, rule, .. }: &Types,
    (name, Shown { path, text }): (&Ident, &Shown),
    user: &TokenStream,
    publish: bool,
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let rule = if publish {
        quote!(#private::Published<#rule>)
    } else {
        rule.clone()
    };
    let span = span::of(user);
    let located = options.krate.private_at(span);
    let hand_over = quote_spanned!(span=> #located::HandOver::<#user>::hand_over(held));
    quote_spanned! {span::own()=>
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
                fn label() -> #private::Label {
                    #private::Label::new(&(#path, #text))
                }
                #private::enter::<#rule, #user, __S>(parts, state, label, |held| #hand_over)
            }
        }
    }
}

/// A policy as people see it, in the access matrix and in events.
struct Shown {
    path: TokenStream,
    text: TokenStream,
}

impl Shown {
    fn new(options: &Options, rule: Option<&Rule>, ident: &Ident) -> Self {
        Self {
            path: registry::path(ident),
            text: registry::option(as_written(options.policy.as_ref(), rule).as_ref()),
        }
    }
}

/// Writes the row of the access matrix. `is_called` is `true` for a handler that clients call.
fn row(
    options: &Options,
    Shown { path, text }: &Shown,
    Types { auth, rule, .. }: &Types,
    is_called: bool,
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let optional = match &options.policy {
        Some(_) => quote!(#private::is_optional::<__Policy>()),
        None => options.optional.is_some().to_token_stream(),
    };
    // Without a rule nothing is asked of the object, so that one with an empty slot is reported once.
    let has_rule =
        options.policy.is_some() || options.role.is_some() || options.permission.is_some();
    let terms = if has_rule {
        quote!(<#rule as #private::Rule>::terms)
    } else {
        quote!(#private::Alternative::none)
    };
    let operation_id = registry::option(options.operation_id.as_ref());
    quote_spanned! {span::own()=>
        #private::guarded! {
            #path,
            <#auth as #krate::Authenticator>::REGISTRY,
            (#text, #optional, #terms),
            (#is_called, #operation_id),
            (::core::file!(), ::core::line!()),
        }
    }
}

/// Returns the rule as it was written. `None` if any user may pass.
fn as_written(policy: Option<&Path>, rule: Option<&Rule>) -> Option<String> {
    let policy = policy.map(|path| format!("policy {}", text(path)));
    let own = rule.map(|rule| rule.text().to_owned());
    match (policy, own) {
        (Some(policy), Some(own)) => Some(format!("{policy} and {own}")),
        (policy, own) => policy.or(own),
    }
}
