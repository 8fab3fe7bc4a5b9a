//! The callback attributes, each of which fills one slot of its auth object and leaves the function as it is.

mod expand;
mod lifetime;
mod optional;
mod parse;
mod parts;
mod slot;
pub(crate) mod slots;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::item::Item;

pub(crate) use slot::Slot;
pub(crate) use validate::{check_extractors, plain_function};

/// Puts the function into its slot, and writes what is wrong beside it.
pub(crate) fn attribute(
    slot: &'static Slot,
    arguments: TokenStream,
    item: TokenStream,
) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = args::read(arguments, slot.keys, &mut diagnostics);
    let callback = validate::callback(slot, &options, &item, &mut diagnostics);
    let expansion = callback.map(|callback| expand::callback(&callback));
    let errors = diagnostics.finish();
    quote!(#item #expansion #errors)
}
