//! The attribute `#[permission]`, which lets a rule name a function and leaves the function as it is.

mod expand;
mod parse;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::item::Item;

/// Makes the function a permission, and writes what is wrong beside it.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = args::read(arguments, parse::KEYS, &mut diagnostics);
    let permission = validate::permission(&options, &item, &mut diagnostics);
    let expansion = permission.map(|permission| expand::permission(&permission));
    let errors = diagnostics.finish();
    quote!(#item #expansion #errors)
}
