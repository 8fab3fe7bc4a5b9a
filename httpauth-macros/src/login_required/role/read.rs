//! The validation of the value of `role`.

use syn::{BinOp, Block, Expr, ExprArray, ExprCall, Path, Stmt};

use super::{Term, literal};
use crate::diagnostics::Diagnostics;

/// Returns the alternatives of the rule, and reports what cannot be a role or a permission.
pub(super) fn alternatives(role: Expr, diagnostics: &mut Diagnostics) -> Vec<Vec<Term>> {
    let outer = match unwrapped(role) {
        Expr::Array(list) => elements(
            list,
            "this list of roles is empty, so nobody could pass",
            diagnostics,
        ),
        role => vec![role],
    };
    let mut alternatives = Vec::new();
    for alternative in outer {
        let terms = match alternative {
            Expr::Array(list) => elements(
                list,
                "this inner list is empty, so everybody could pass",
                diagnostics,
            ),
            role => vec![role],
        };
        alternatives.push(
            terms
                .into_iter()
                .map(|term| read(term, diagnostics))
                .collect(),
        );
    }
    alternatives
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

/// Reads `permission(path)`, or a role.
fn read(term: Expr, diagnostics: &mut Diagnostics) -> Term {
    match &term {
        Expr::Call(call) if is_named(&call.func, &["permission"]) => match permission(call) {
            Some(path) => return Term::Permission(path),
            None => diagnostics.at(
                &term,
                "`permission(…)` names one function below `#[permission]`; write `permission(owns_todo)`",
            ),
        },
        role => check(role, diagnostics),
    }
    Term::Role(term)
}

/// Returns the path in `permission(path)`.
fn permission(call: &ExprCall) -> Option<Path> {
    let mut arguments = call.args.iter().cloned().map(unwrapped);
    match (arguments.next(), arguments.next()) {
        (Some(Expr::Path(path)), None) if path.qself.is_none() => Some(path.path),
        _ => None,
    }
}

/// Reports what cannot be a role.
fn check(role: &Expr, diagnostics: &mut Diagnostics) {
    let message = match role {
        Expr::Array(_) => {
            "lists of roles nest at most two deep; write `role = [\"a\", [\"b\", \"c\"]]` for `a`, or both `b` and \
             `c`"
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
                "this role begins or ends with a space; write its name without the space"
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
            let names = ["any", "all", "any_of", "all_of", "or", "and"];
            is_named(&call.func, &names)
        }
        _ => false,
    }
}

/// Returns whether the expression is one of these names.
fn is_named(expression: &Expr, names: &[&str]) -> bool {
    match expression {
        Expr::Path(path) => names.iter().any(|name| path.path.is_ident(name)),
        _ => false,
    }
}
