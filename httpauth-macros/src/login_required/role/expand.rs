//! The expansion of the parts of a rule. Nothing can fail here.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use syn::Expr;

use super::{Rule, Term, literal, number, text};
use crate::krate::Krate;
use crate::span;

/// The number of literals in a rule from which on they are sorted. Even one role of a user is found sooner then.
const MANY: usize = 32;

impl Rule {
    /// Returns a rule of roles alone as one boolean expression over `roles`.
    pub(in super::super) fn expression(&self, krate: &Krate) -> TokenStream {
        self.asking(&join(self.roles(krate), &quote!(||)), krate)
    }

    /// Returns an array over `roles` that tells of each alternative whether the user has its roles.
    pub(in super::super) fn holds(&self, krate: &Krate) -> TokenStream {
        let roles = self.roles(krate).map(|roles| {
            if roles.is_empty() {
                quote!(true)
            } else {
                roles
            }
        });
        self.asking(&quote!([#(#roles),*]), krate)
    }

    /// Returns the numbers of the permissions that each alternative needs.
    pub(in super::super) fn needed(&self) -> TokenStream {
        let permissions = self.permissions();
        let alternatives = self.alternatives.iter().map(|terms| {
            let needed = terms.iter().filter_map(Term::permission);
            let numbers = needed.filter_map(|path| number(path, &permissions));
            let numbers = numbers.map(proc_macro2::Literal::usize_unsuffixed);
            quote!(&[#(#numbers),*])
        });
        quote!(&[#(#alternatives),*])
    }

    /// Returns the scope that the rule asks for as a constant, which is a function if an alternative has roles alone.
    pub(in super::super) fn scope(&self, krate: &Krate) -> TokenStream {
        let private = krate.private();
        let of_roles = self.alternatives.iter().filter_map(|terms| {
            let roles: Option<Vec<_>> = terms.iter().map(Term::role).collect();
            let scopes = roles?.into_iter().map(|role| {
                let span = span::of(role);
                let private = krate.private_at(span);
                quote_spanned!(span=> #private::Named(#role).__httpauth_scope())
            });
            Some(quote!(&[#(#scopes),*]))
        });
        let alternatives: Vec<_> = of_roles.collect();
        let scope = if alternatives.is_empty() {
            quote!(::core::option::Option::None)
        } else {
            quote_spanned! {span::own()=>
                ::core::option::Option::Some(|| {
                    #[allow(unused_imports)]
                    use #private::NoScope as _;
                    #private::first_scope(&[#(#alternatives),*])
                })
            }
        };
        quote!(const SCOPE: ::core::option::Option<#private::ScopeOf> = #scope;)
    }

    /// Returns the method that lists the alternatives with their roles and permissions.
    pub(in super::super) fn terms(&self, krate: &Krate) -> TokenStream {
        let private = krate.private();
        let alternatives = self.alternatives.iter().map(|terms| {
            let roles = terms.iter().filter_map(Term::role).map(|role| {
                let (span, text) = (span::of(role), text(role));
                let private = krate.private_at(span);
                quote_spanned!(span=> (#private::Named(#role).__httpauth_scope(), #text))
            });
            let permissions = terms.iter().filter_map(Term::permission).map(text);
            quote!(#private::Alternative::new(&[#(#roles),*], &[#(#permissions),*]))
        });
        quote_spanned! {span::own()=>
            fn terms() -> #private::Vec<#private::Alternative> {
                #[allow(unused_imports)]
                use #private::NoScope as _;
                #private::Alternative::list([#(#alternatives),*])
            }
        }
    }

    /// Returns the roles of each alternative as a boolean expression, which is empty for one without roles.
    fn roles(&self, krate: &Krate) -> impl Iterator<Item = TokenStream> {
        let literals = self.many_literals().into_iter().filter_map(literal);
        let places: BTreeMap<_, _> = literals.zip(0_usize..).collect();
        self.alternatives.iter().map(move |terms| {
            let roles = terms.iter().filter_map(Term::role).map(|role| {
                let span = span::of(role);
                let private = krate.private_at(span);
                let place = literal(role).and_then(|text| places.get(&text));
                match place {
                    Some(place) => quote_spanned!(span=> held(#place)),
                    None => quote_spanned!(span=> #private::Asked(#role).__httpauth_of(roles)),
                }
            });
            join(roles, &quote!(&&))
        })
    }

    /// Brings what a role is asked by into the scope of the expression.
    fn asking(&self, expression: &TokenStream, krate: &Krate) -> TokenStream {
        let private = krate.private();
        let literals = self.many_literals();
        let held = literals.first().map(|first| {
            let span = span::of(first);
            let private = krate.private_at(span);
            quote_spanned! {span=>
                #[allow(unused_imports)]
                use #private::{AskEach as _, AskTexts as _};
                let literals = #private::Literals(&[#(#literals),*], roles);
                let held = literals.__httpauth_held();
            }
        });
        quote_spanned! {span::own()=>
            {
                #[allow(unused_imports)]
                use #private::{AskAny as _, AskText as _};
                #held
                #expression
            }
        }
    }

    /// Returns the string literals of the rule, each of them once and in the order by which the runtime finds them. The
    /// list is empty if there are so few that the runtime compares with each of them sooner.
    fn many_literals(&self) -> Vec<&Expr> {
        let roles = self.alternatives.iter().flatten().filter_map(Term::role);
        let literals = roles.filter_map(|role| Some((literal(role)?, role)));
        let sorted: BTreeMap<_, _> = literals
            .map(|(text, role)| ((text.len(), text), role))
            .collect();
        if sorted.len() < MANY {
            return Vec::new();
        }
        sorted.into_values().collect()
    }
}

/// Joins the terms, each in parentheses, with the operator between them.
fn join(terms: impl Iterator<Item = TokenStream>, operator: &TokenStream) -> TokenStream {
    let mut joined = TokenStream::new();
    for (index, term) in terms.enumerate() {
        if index > 0 {
            joined.extend(operator.clone());
        }
        joined.extend(quote_spanned!(span::of(&term)=> (#term)));
    }
    joined
}
