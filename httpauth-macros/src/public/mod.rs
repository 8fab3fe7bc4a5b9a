//! The attribute `#[public]`, which marks a handler that anybody may call.

mod expand;
mod parse;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::handler::{self, Decision};
use crate::item::Item;

/// Expands the function into the public handler.
///
/// If something is wrong, it writes the errors, with the item in a form that other code can use.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = args::read(arguments.clone(), parse::KEYS, &mut diagnostics);
    let Item::Function(function) = &item else {
        diagnostics.at(&item, "`#[public]` goes on a handler; write `async fn`");
        let errors = diagnostics.finish();
        return quote!(#item #errors);
    };
    if let Some(cases) = handler::cases(Decision::Public, &arguments, function, &options.krate) {
        return cases;
    }
    let handler = validate::handler(&options, function, &mut diagnostics);
    let is_legal = diagnostics.is_empty();
    let errors = diagnostics.finish();
    if is_legal {
        expand::handler(&options, &handler)
    } else if handler::associated(function).is_some() {
        quote!(#item #errors)
    } else {
        let item = expand::stand_in(&options, &handler);
        quote!(#item #errors)
    }
}
