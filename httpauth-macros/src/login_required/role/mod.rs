//! The rule about a user's roles and permissions. It asks for any term of the outer list and for all terms of an inner
//! one.

mod expand;
mod read;
#[cfg(test)]
mod tests;

use syn::{Expr, ExprLit, Lit, Path};

use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::item::text;

/// A list of alternatives, each of them a list of terms that must all hold.
pub(super) struct Rule {
    alternatives: Vec<Vec<Term>>,
    /// The rule as it was written.
    text: String,
}

/// A role that the user needs, or a permission.
enum Term {
    Role(Expr),
    Permission(Path),
}

impl Rule {
    /// Returns the rule of the keys `role` and `permission`, and reports what cannot be one.
    pub(super) fn of(options: &Options, diagnostics: &mut Diagnostics) -> Option<Self> {
        let beside = options.permission.clone().map(Term::Permission);
        let Some(role) = &options.role else {
            return beside.map(|permission| Self::new(vec![vec![permission]]));
        };
        let mut rule = Self::new(read::alternatives(role.clone(), diagnostics));
        if let Some(permission) = &options.permission {
            rule.require(permission);
        }
        Some(rule)
    }

    fn new(alternatives: Vec<Vec<Term>>) -> Self {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let texts = alternatives.iter().map(|terms| match terms.as_slice() {
            [term] => term.text(),
            terms => list(terms.iter().map(Term::text).collect()),
        });
        let text = match (texts.collect::<Vec<_>>(), alternatives.as_slice()) {
            (texts, [terms]) if terms.len() == 1 => texts.concat(),
            (texts, _) => list(texts),
        };
        Self { alternatives, text }
    }

    /// Makes every alternative need the permission too.
    fn require(&mut self, permission: &Path) {
        let term = || Term::Permission(permission.clone());
        self.text = format!("{} and {}", self.text, term().text());
        self.alternatives
            .iter_mut()
            .for_each(|terms| terms.push(term()));
    }

    /// Returns the rule as it was written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether any term is a role.
    pub(super) fn has_roles(&self) -> bool {
        let mut terms = self.alternatives.iter().flatten();
        terms.any(|term| term.role().is_some())
    }

    /// Returns the permissions in the order of their first places, each of them once.
    pub(super) fn permissions(&self) -> Vec<&Path> {
        let mut permissions: Vec<&Path> = Vec::new();
        for path in self
            .alternatives
            .iter()
            .flatten()
            .filter_map(Term::permission)
        {
            if number(path, &permissions).is_none() {
                permissions.push(path);
            }
        }
        permissions
    }
}

impl Term {
    fn role(&self) -> Option<&Expr> {
        match self {
            Self::Role(role) => Some(role),
            Self::Permission(_) => None,
        }
    }

    fn permission(&self) -> Option<&Path> {
        match self {
            Self::Role(_) => None,
            Self::Permission(path) => Some(path),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Role(role) => text(role),
            Self::Permission(path) => format!("permission({})", text(path)),
        }
    }
}

/// Returns the place of the path among those of the permissions.
fn number(path: &Path, permissions: &[&Path]) -> Option<usize> {
    let name = text(path);
    permissions.iter().position(|other| text(other) == name)
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
