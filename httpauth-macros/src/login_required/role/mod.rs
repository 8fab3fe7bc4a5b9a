//! The role rule, which asks for any role of the outer list and for all roles of an inner one.

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{BinOp, Block, Expr, ExprArray, ExprLit, Lit, Stmt};

use crate::diagnostics::Diagnostics;
use crate::krate::Krate;
use crate::span;

/// A list of alternatives, each of them a list of roles that a user must all have.
pub(super) struct Rule {
    alternatives: Vec<Vec<Expr>>,
}

impl Rule {
    /// Reads the value of `role`, and reports what cannot be a role.
    pub(super) fn read(role: Expr, diagnostics: &mut Diagnostics) -> Self {
        let outer = match unwrapped(role) {
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

    /// Returns the rule as one boolean expression over `roles`.
    pub(super) fn expression(&self, krate: &Krate) -> TokenStream {
        let private = krate.private();
        let alternatives = self.alternatives.iter().map(|alternative| {
            let roles = alternative.iter().map(|role| {
                let span = span::of(role);
                let private = krate.private_at(span);
                quote_spanned!(span=> #private::Asked(#role).of(roles))
            });
            join(roles, "&&")
        });
        let expression = join(alternatives, "||");
        quote_spanned! {span::own()=>
            {
                #[allow(unused_imports)]
                use #private::{AskAny as _, AskText as _};
                #expression
            }
        }
    }

    /// Returns the rule as it was written.
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

    /// Returns whether the only alternative is an inner list.
    fn is_nested(&self) -> bool {
        self.alternatives
            .first()
            .is_some_and(|alternative| alternative.len() > 1)
    }

    /// Returns the first alternative whose roles can all stand in a scope.
    ///
    /// The grammar is `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )` (RFC 6749 section 3.3).
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
    list.elems.into_iter().map(unwrapped).collect()
}

/// Takes the expression out of parentheses, blocks, and the invisible groups that `macro_rules!` puts around an
/// `$expr`.
fn unwrapped(role: Expr) -> Expr {
    match role {
        Expr::Group(group) => unwrapped(*group.expr),
        Expr::Paren(parentheses) => unwrapped(*parentheses.expr),
        Expr::Block(block) if block.label.is_none() => match only_expression(&block.block) {
            Some(expression) => unwrapped(expression.clone()),
            None => Expr::Block(block),
        },
        role => role,
    }
}

/// Returns the expression if it is all there is in the block.
fn only_expression(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(expression, None)] => Some(expression),
        _ => None,
    }
}

/// Reports what cannot be a role.
fn check(role: &Expr, diagnostics: &mut Diagnostics) {
    let message = match role {
        Expr::Array(_) => {
            "lists of roles nest at most two deep; any of the outer list will do, all of the inner one are needed"
        }
        role if is_combined(role) => {
            "roles are combined by lists; write `role = [\"a\", \"b\"]` for any of them, `role = [[\"a\", \"b\"]]` for \
             all of them"
        }
        role => match literal(role) {
            Some(text) if text.is_empty() => "this role is empty; write its name",
            Some(text) if text.contains(',') => {
                "this role has a comma in it; write several roles as a list, `role = [\"a\", \"b\"]`"
            }
            Some(text) if text.trim() != text => {
                "this role begins or ends with a space; write its name without"
            }
            _ => return,
        },
    };
    diagnostics.at(role, message);
}

/// Returns whether this reads like a combination of roles, as `"a" || "b"` or `any("a", "b")` does.
fn is_combined(role: &Expr) -> bool {
    match role {
        Expr::Binary(binary) => {
            let is_text = literal(&binary.left)
                .or_else(|| literal(&binary.right))
                .is_some();
            is_text || matches!(binary.op, BinOp::And(_) | BinOp::Or(_))
        }
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else {
                return false;
            };
            let names = ["any", "all", "any_of", "all_of", "or", "and"];
            names.iter().any(|name| function.path.is_ident(name))
        }
        _ => false,
    }
}

/// Returns the text of a string literal.
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

/// Joins the terms, each in parentheses, with the operator between them.
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
