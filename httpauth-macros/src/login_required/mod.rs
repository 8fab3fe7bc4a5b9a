//! The attribute `#[login_required]`, which makes the guard a handler's one parameter, or declares a policy.

mod alias;
mod expand;
mod named;
mod parse;
mod policy;
mod role;
mod roles;
mod rule;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::handler::{self, Decision};
use crate::item::Item;
use role::Rule;

/// Expands the item into the guarded handler or the policy.
///
/// If something is wrong, it writes the errors, with the item in a form that other code can use.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = args::read(arguments.clone(), parse::KEYS, &mut diagnostics);
    if let Item::Function(function) = &item
        && let Some(cases) = handler::cases(Decision::Guarded, &arguments, function, &options.krate)
    {
        return cases;
    }
    let rule = Rule::of(&options, &mut diagnostics);
    let guarded = validate::guarded(&options, &item, &mut diagnostics);
    let is_legal = diagnostics.is_empty();
    let errors = diagnostics.finish();
    match guarded {
        Some(guarded) if is_legal => expand::guarded(&options, rule.as_ref(), &guarded),
        Some(guarded) if !is_associated(&item) => {
            let item = expand::stand_in(&options, &guarded);
            quote!(#item #errors)
        }
        _ => quote!(#item #errors),
    }
}

/// Returns whether the item stands within an `impl` or a `trait`, where nothing but the item itself can be written.
fn is_associated(item: &Item) -> bool {
    matches!(item, Item::Function(function) if handler::associated(function).is_some())
}
