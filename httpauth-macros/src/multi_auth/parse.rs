//! Reads the members, and judges nothing.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Path, Token};

use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The members in order, and the runtime crate.
#[derive(Default)]
pub(super) struct Options {
    pub(super) members: Vec<Path>,
    pub(super) krate: Krate,
}

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            argument(&mut options, input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(arguments) {
        diagnostics.push(error);
    }
    options
}

/// A member, or `crate = path`.
fn argument(options: &mut Options, input: ParseStream) -> syn::Result<()> {
    if input.peek(Token![crate]) && input.peek2(Token![=]) {
        input.parse::<Token![crate]>()?;
        input.parse::<Token![=]>()?;
        options.krate = Krate::new(Some(input.parse()?));
        return Ok(());
    }
    let member = input
        .parse()
        .map_err(|error| Error::new(error.span(), "expected the path of an auth object"))?;
    options.members.push(member);
    if input.peek(Token![=]) {
        return Err(input.error("`#[multi_auth]` has no keys but `crate`; write the auth objects, as in `#[multi_auth(Basic, Api)]`"));
    }
    Ok(())
}
