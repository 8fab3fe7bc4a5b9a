//! A role rule: any of the outer list, all of an inner one.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprArray, ExprLit, Lit};

use crate::diagnostics::Diagnostics;
use crate::krate::Krate;
use crate::span;

/// Alternatives, each of them roles that a user must all have.
pub(super) struct Rule {
    alternatives: Vec<Vec<Expr>>,
}

impl Rule {
    /// Reads the value of `role`, and reports empty lists, empty text and lists within inner lists.
    pub(super) fn read(role: Expr, diagnostics: &mut Diagnostics) -> Self {
        let outer = match ungrouped(role) {
            Expr::Array(list) => elements(
                list,
                "this list of roles is empty: nobody could pass",
                diagnostics,
            ),
            role => vec![role],
        };
        let alternatives = outer.into_iter().map(|alternative| match alternative {
            Expr::Array(list) => elements(
                list,
                "this inner list is empty: everybody could pass",
                diagnostics,
            ),
            role => vec![role],
        });
        let alternatives: Vec<Vec<Expr>> = alternatives.collect();
        alternatives
            .iter()
            .flatten()
            .for_each(|role| check(role, diagnostics));
        Self { alternatives }
    }

    /// The rule as one boolean expression over `roles`.
    pub(super) fn expression(&self, krate: &Krate) -> TokenStream {
        let alternatives = self.alternatives.iter().map(|alternative| {
            let roles = alternative.iter().map(|role| {
                let span = span::of(role);
                let private = krate.private_at(span);
                quote_spanned!(span=> #private::has(roles, #role))
            });
            join(roles, "&&")
        });
        join(alternatives, "||")
    }

    /// The rule as it was written.
    pub(super) fn text(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let alternatives =
            self.alternatives
                .iter()
                .map(|alternative| match alternative.as_slice() {
                    [role] => text(role),
                    roles => list(roles.iter().map(text).collect()),
                });
        match alternatives.collect::<Vec<_>>() {
            mut alternatives if alternatives.len() == 1 && !self.is_nested() => {
                alternatives.remove(0)
            }
            alternatives => list(alternatives),
        }
    }

    /// Whether the only alternative is an inner list.
    fn is_nested(&self) -> bool {
        self.alternatives
            .first()
            .is_some_and(|alternative| alternative.len() > 1)
    }

    /// The first alternative whose roles can all stand in a scope: `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`
    /// (RFC 6749, section 3.3).
    pub(super) fn scope(&self) -> Option<String> {
        let scope_token = |text: &String| {
            text.bytes()
                .all(|byte| matches!(byte, b'!' | b'#'..=b'[' | b']'..=b'~'))
        };
        self.alternatives.iter().find_map(|alternative| {
            let tokens: Option<Vec<String>> = alternative
                .iter()
                .map(|role| literal(role).filter(scope_token))
                .collect();
            tokens.map(|tokens| tokens.join(" "))
        })
    }
}

fn elements(list: ExprArray, empty: &str, diagnostics: &mut Diagnostics) -> Vec<Expr> {
    if list.elems.is_empty() {
        diagnostics.at(
            &list,
            format!("{empty}; write a role, or leave the list out"),
        );
    }
    list.elems.into_iter().map(ungrouped).collect()
}

/// The expression out of the invisible groups that `macro_rules!` puts around an `$expr`.
fn ungrouped(mut role: Expr) -> Expr {
    while let Expr::Group(group) = role {
        role = *group.expr;
    }
    role
}

fn check(role: &Expr, diagnostics: &mut Diagnostics) {
    match role {
        Expr::Array(_) => diagnostics.at(
            role,
            "lists of roles are two deep at most: any of the outer, all of the inner",
        ),
        role if literal(role).is_some_and(|text| text.is_empty()) => {
            diagnostics.at(role, "this role is empty; write its name");
        }
        _ => {}
    }
}

/// The text of a string literal.
fn literal(role: &Expr) -> Option<String> {
    match role {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn text(role: &Expr) -> String {
    role.to_token_stream().to_string().replace(" :: ", "::")
}

/// The terms in parentheses, with the operator between them.
fn join(terms: impl Iterator<Item = TokenStream>, operator: &str) -> TokenStream {
    let mut joined = TokenStream::new();
    for (index, term) in terms.enumerate() {
        if index > 0 {
            joined.extend(operator.parse::<TokenStream>().unwrap_or_default());
        }
        joined.extend(quote_spanned!(span::of(&term)=> (#term)));
    }
    joined
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn rule(role: Expr) -> Rule {
        let mut diagnostics = Diagnostics::default();
        let rule = Rule::read(role, &mut diagnostics);
        assert!(diagnostics.is_empty());
        rule
    }

    fn is_refused(role: Expr) -> bool {
        let mut diagnostics = Diagnostics::default();
        Rule::read(role, &mut diagnostics);
        !diagnostics.is_empty()
    }

    /// SECURITY.md 130: an outer list is any-of, an inner one all-of.
    #[test]
    fn case_130_the_expression() {
        let rule = rule(parse_quote!(["user", ["moderator", Role::Contributor]]));
        let expression = rule
            .expression(&Krate::default())
            .to_string()
            .replace(' ', "");
        let expected = r#"((::httpauth::__private::has(roles,"user")))||((::httpauth::__private::has(roles,"moderator"))&&(::httpauth::__private::has(roles,Role::Contributor)))"#;
        assert_eq!(expression, expected);
        assert_eq!(rule.text(), r#"["user", ["moderator", Role::Contributor]]"#);
    }

    /// SECURITY.md 102.
    #[test]
    fn case_102_empty_and_deep_rules_are_refused() {
        assert!(is_refused(parse_quote!([])) && is_refused(parse_quote!(["a", []])));
        assert!(is_refused(parse_quote!("")) && is_refused(parse_quote!(["a", ["", "b"]])));
        assert!(is_refused(parse_quote!([[["a"]]])));
    }

    #[test]
    fn the_scope_is_the_first_alternative_that_can_be_one() {
        assert_eq!(
            rule(parse_quote!("admin")).scope().as_deref(),
            Some("admin")
        );
        assert_eq!(
            rule(parse_quote!([["a", "b"], "c"])).scope().as_deref(),
            Some("a b")
        );
        assert_eq!(
            rule(parse_quote!([Role::A, "c"])).scope().as_deref(),
            Some("c")
        );
        assert_eq!(rule(parse_quote!("two words")).scope(), None);
        assert_eq!(rule(parse_quote!(Role::A)).scope(), None);
    }

    #[test]
    fn the_text_is_what_was_written() {
        assert_eq!(rule(parse_quote!("a")).text(), "\"a\"");
        assert_eq!(rule(parse_quote!(["a", "b"])).text(), "[\"a\", \"b\"]");
        assert_eq!(rule(parse_quote!([["a", "b"]])).text(), "[[\"a\", \"b\"]]");
        assert_eq!(rule(parse_quote!(Role::Admin)).text(), "Role::Admin");
    }
}
