//! Writes the guarded handler and its policy. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Path, ReturnType};

use super::attrs;
use super::parse::Options;
use super::validate::{Guarded, Handler, Parameter};
use crate::auth;
use crate::item::{Function, Struct};

pub(super) fn guarded(options: &Options, guarded: &Guarded<'_>) -> TokenStream {
    match guarded {
        Guarded::Handler(handler) => guarded_handler(options, handler),
        Guarded::Policy(item) => declared_policy(options, item),
    }
}

/// `struct AdminsOnly;` with its policy.
fn declared_policy(options: &Options, item: &Struct) -> TokenStream {
    let cfgs = item.cfgs();
    let policy = policy(options, &item.ident, &item.ident, &quote!(()), true);
    quote!(#item #(#cfgs)* #policy)
}

/// The handler behind its guard: the user's function stands word for word inside of it.
fn guarded_handler(options: &Options, handler: &Handler<'_>) -> TokenStream {
    let function = handler.function;
    let (private, ident) = (options.krate.private(), &function.sig.ident);
    let cfgs = function.cfgs();
    let name = format_ident!("__httpauth_{}", ident);
    let (user, respond) = (user(handler), respond(handler));
    let policy = policy(options, &name, ident, &user, options.extensions.is_some());
    let outer = function
        .attrs
        .iter()
        .filter(|attr| attrs::stays_outside(attr));
    let (vis, inner) = (&function.vis, inner(function));
    let (generics, where_clause) = (&function.sig.generics, &function.sig.generics.where_clause);
    let extractors = extractors(handler);
    let (guard, held) = (local("guard"), local("user"));
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, unreachable_pub)]
        #vis struct #name;
        #(#cfgs)*
        #policy

        #(#outer)*
        #[allow(private_interfaces)]
        #vis async fn #ident #generics(
            #guard: #private::LoginRequired<#name, #user>,
            #(#extractors,)*
        ) -> #private::Response #where_clause {
            #inner
            let (#guard, #held) = #guard.into_parts();
            #respond
        }
    }
}

/// The user's function, without the attributes that stay outside.
fn inner(function: &Function) -> TokenStream {
    let attrs = function
        .attrs
        .iter()
        .filter(|attr| !attrs::stays_outside(attr));
    let Function { sig, body, .. } = function;
    quote!(#(#attrs)* #sig #body)
}

/// The parameters of the outer function, which axum's extractors make.
fn extractors(handler: &Handler<'_>) -> Vec<TokenStream> {
    let extractors = handler
        .parameters
        .iter()
        .enumerate()
        .filter_map(|(index, parameter)| match parameter {
            Parameter::User(_) => None,
            Parameter::Extractor(ty) => {
                let name = argument(index);
                Some(quote!(#name: #ty))
            }
        });
    extractors.collect()
}

/// The type of the user's parameter, `()` without one.
fn user(handler: &Handler<'_>) -> TokenStream {
    let user = handler
        .parameters
        .iter()
        .find_map(|parameter| match parameter {
            Parameter::User(ty) => Some(ty.to_token_stream()),
            Parameter::Extractor(_) => None,
        });
    user.unwrap_or_else(|| quote!(()))
}

/// The call of the user's function, and what the guard does with its response.
fn respond(handler: &Handler<'_>) -> TokenStream {
    let sig = &handler.function.sig;
    let ident = &sig.ident;
    let arguments =
        handler
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| match parameter {
                Parameter::User(_) => local("user").into_token_stream(),
                Parameter::Extractor(_) => argument(index).into_token_stream(),
            });
    let forwarded: Vec<&Ident> = sig.generics.params.iter().filter_map(forwarded).collect();
    let turbofish = if forwarded.is_empty() {
        None
    } else {
        Some(quote!(::<#(#forwarded),*>))
    };
    let call = quote!(#ident #turbofish(#(#arguments),*).await);
    let span = match &sig.output {
        ReturnType::Type(_, ty) => ty.span(),
        ReturnType::Default => ident.span(),
    };
    let (guard, response) = (local("guard"), local("response"));
    let respond = quote_spanned!(span=> #guard.respond(#response));
    quote!(let #response = #call; #respond)
}

/// The parameters that a call has to name: a lifetime cannot be, a type may be found nowhere else.
fn forwarded(parameter: &GenericParam) -> Option<&Ident> {
    match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(parameter) => Some(&parameter.ident),
        GenericParam::Lifetime(_) => None,
    }
}

fn argument(index: usize) -> Ident {
    local(&format!("argument{index}"))
}

/// A variable of the expansion's own. The handler may have any name, and stands in the same block: hygiene alone would not
/// keep the two apart.
fn local(name: &str) -> Ident {
    format_ident!("__{name}")
}

/// The policy `name`, whose guard holds `user`: its rule, and its row of the access matrix under the name `shown`.
fn policy(
    options: &Options,
    name: &Ident,
    shown: &Ident,
    user: &TokenStream,
    publish: bool,
) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let auth = options.auth.clone().unwrap_or_else(auth::in_scope);
    let check = options
        .auth
        .is_none()
        .then(|| auth::check_in_scope(&private));
    let rule = rule(options, &auth, publish);
    let row = row(options, shown, &auth);
    let enter =
        quote_spanned!(user.span()=> #private::enter::<__Rule, Self, #user, __S>(parts, state));
    quote! {
        const _: () = {
            #check
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
                    #enter
                }
            }
            #row
        };
    }
}

/// The private type that says whom the policy lets pass.
fn rule(options: &Options, auth: &Path, publish: bool) -> TokenStream {
    let private = options.krate.private();
    let presence = match options.optional {
        Some(_) => quote!(#private::Optional),
        None => quote!(#private::PresenceOf<#auth>),
    };
    let (authorize, role_rule) = role(options, auth);
    let publish = publish.then(|| publish_user(options));
    quote! {
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
fn role(options: &Options, auth: &Path) -> (Option<TokenStream>, Option<TokenStream>) {
    let Some(role) = &options.role else {
        return (None, None);
    };
    let (krate, private) = (&options.krate, options.krate.private());
    let expression = role.expression(&private);
    let scope = match role.scope() {
        Some(scope) => quote!(::core::option::Option::Some(#scope)),
        None => quote!(::core::option::Option::None),
    };
    let authorize = quote! {
        async fn authorize(
            grant: &#private::GrantOf<#auth>,
            parts: &mut #private::Parts,
            state: &<#auth as #krate::Authenticator>::State,
        ) -> ::core::result::Result<(), #private::RefusalOf<Self>> {
            #private::authorize::<Self>(grant, parts, state).await
        }
    };
    let rule = quote! {
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
    quote! {
        fn publish(
            user: ::core::option::Option<&#private::UserOf<<Self as #private::Rule>::Auth>>,
            extensions: &mut #private::Extensions,
        ) {
            #private::publish(user, extensions);
        }
    }
}

/// The row of the access matrix.
fn row(options: &Options, shown: &Ident, auth: &Path) -> TokenStream {
    let (krate, private) = (&options.krate, options.krate.private());
    let (shown, optional) = (shown.to_string(), options.optional.is_some());
    let role = match &options.role {
        Some(role) => {
            let role = role.text();
            quote!(::core::option::Option::Some(#role))
        }
        None => quote!(::core::option::Option::None),
    };
    quote! {
        #private::guarded! {
            ::core::concat!(::core::module_path!(), "::", #shown),
            <#auth as #krate::Authenticator>::REGISTRY,
            (#role, #optional),
            (::core::file!(), ::core::line!()),
        }
    }
}
