//! `#[login_required]`: puts the guard before the parameters of a handler, or declares a policy.

mod attrs;
mod expand;
mod parse;
mod role;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::item::Item;

/// The guarded handler or the policy, or the item with what is wrong.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = parse::options(arguments, &mut diagnostics);
    let guarded = validate::guarded(&options, &item, &mut diagnostics);
    match guarded.filter(|_| diagnostics.is_empty()) {
        Some(guarded) => expand::guarded(&options, &guarded),
        None => {
            let errors = diagnostics.finish();
            quote!(#item #errors)
        }
    }
}
