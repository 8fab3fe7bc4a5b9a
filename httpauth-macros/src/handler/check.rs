//! The checks of a function that becomes a guarded or a public handler.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Safety, Signature, Type};

use super::Decision;
use super::attrs::{Place, place};
use crate::diagnostics::Diagnostics;
use crate::item::{Function, text};

/// The largest number of extractors, which is as many as axum's handlers take.
const MOST_EXTRACTORS: usize = 16;

/// Checks everything but the parameters.
pub(crate) fn check(decision: Decision, function: &Function, diagnostics: &mut Diagnostics) {
    check_free(decision, function, diagnostics);
    check_signature(decision, &function.sig, diagnostics);
    check_attributes(decision, function, diagnostics);
}

/// Reports a function that is not free, as far as its signature and its body tell.
fn check_free(decision: Decision, function: &Function, diagnostics: &mut Diagnostics) {
    if let Some(associated) = associated(function) {
        let message = format!(
            "a {} handler must be a free function; move it out of its `impl` or `trait`",
            decision.word()
        );
        diagnostics.at(associated, message);
    }
}

/// Returns the part of a function that only one within an `impl` or a `trait` has.
pub(crate) fn associated(function: &Function) -> Option<TokenStream> {
    let sig = &function.sig;
    if let Some(FnArg::Receiver(receiver)) = sig.inputs.first() {
        return Some(receiver.to_token_stream());
    }
    let this = find(sig.to_token_stream(), "Self").map(ToTokens::into_token_stream);
    this.or_else(|| function.has_no_body().then(|| sig.ident.to_token_stream()))
}

/// Finds the first identifier `name` in the tokens.
pub(crate) fn find(tokens: TokenStream, name: &str) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident).filter(|ident| ident == name),
        TokenTree::Group(group) => find(group.stream(), name),
        _ => None,
    })
}

/// Reports a function that is not async or not safe.
fn check_signature(decision: Decision, sig: &Signature, diagnostics: &mut Diagnostics) {
    let word = decision.word();
    if sig.asyncness.is_none() {
        diagnostics.at(
            sig.fn_token,
            format!("a {word} handler must be async; write `async fn`"),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        diagnostics.at(
            token,
            format!("a {word} handler must be a safe function; leave `unsafe` out"),
        );
    }
}

/// Reports a second decision, and attributes that might route the user's own function.
fn check_attributes(decision: Decision, function: &Function, diagnostics: &mut Diagnostics) {
    for attr in &function.attrs {
        match place(attr) {
            Place::Outside | Place::Inside => {}
            Place::Decision(second) => diagnostics.at(attr, twice(decision, second)),
            Place::Unknown => {
                let name = text(attr.path());
                let (above, function) = match decision {
                    Decision::Guarded => ("#[login_required]", "the unguarded function"),
                    Decision::Public => ("#[public]", "the function without its mark"),
                };
                let message = format!(
                    "`#[{name}]` stands below `{above}`, where it would take {function}; write it above `{above}`"
                );
                diagnostics.at(attr, message);
            }
        }
    }
}

fn twice(first: Decision, second: Decision) -> &'static str {
    match (first, second) {
        (Decision::Guarded, Decision::Guarded) => {
            "a handler can have only one guard; leave one `#[login_required]` out, or lay a policy over its router"
        }
        (Decision::Public, Decision::Public) => {
            "a handler needs one `#[public]` at most; leave one `#[public]` out"
        }
        _ => "a handler is either guarded or public; leave `#[login_required]` or `#[public]` out",
    }
}

/// Reports extractors that are too many or by reference.
pub(crate) fn check_extractors(
    decision: Decision,
    ident: &Ident,
    extractors: &[&Type],
    diagnostics: &mut Diagnostics,
) {
    let (count, word) = (extractors.len(), decision.word());
    if count > MOST_EXTRACTORS {
        let message = format!(
            "a {word} handler takes at most {MOST_EXTRACTORS} extractors, and this one has {count}; put some of them into a \
             tuple"
        );
        diagnostics.at(ident, message);
    }
    for extractor in extractors {
        if matches!(extractor, Type::Reference(_)) {
            let message = "a handler takes its parameters by value; leave the `&` out";
            diagnostics.at(extractor, message);
        }
    }
}
