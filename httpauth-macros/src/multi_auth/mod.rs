//! The attribute `#[multi_auth]`, which makes a unit struct an auth object of several others.

mod expand;
mod parse;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::item::Item;

/// Makes the struct an auth object, and writes what is wrong beside it.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = parse::options(arguments, &mut diagnostics);
    let expansion = validate::object(&options, &item, &mut diagnostics)
        .map(|object| expand::object(&options, object));
    let errors = diagnostics.finish();
    let item = item.into_unit();
    quote!(#item #expansion #errors)
}
