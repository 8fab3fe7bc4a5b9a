//! The parser of the members and the keys. It reports only mistakes in their form.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, Path, Token, Type};

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The members in order, and the keys.
#[derive(Default)]
pub(super) struct Options {
    pub(super) members: Vec<Path>,
    /// The state of the object's own error handler.
    pub(super) state: Option<Type>,
    pub(super) krate: Krate,
}

/// Reads the members and the keys. What cannot be read is reported, and the rest is read all the same.
pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            let read = argument(&mut options, input);
            if let Err(error) = read.and_then(|()| separator(input)) {
                diagnostics.push(error);
                args::skip(input)?;
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(arguments) {
        diagnostics.push(error);
    }
    options
}

/// Reads the comma after an argument, unless the argument is the last.
fn separator(input: ParseStream) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// Reads a member, or a key with its value.
fn argument(options: &mut Options, input: ParseStream) -> syn::Result<()> {
    if input.peek(Token![crate]) && input.peek2(Token![=]) {
        let key = input.call(Ident::parse_any)?;
        options.krate = Krate::new(Some(args::value(&key, input, "a path", "::httpauth")?));
        return Ok(());
    }
    if input.peek(Ident) && input.peek2(Token![=]) {
        return key(options, &input.parse()?, input);
    }
    let member = input
        .parse()
        .map_err(|error| Error::new(error.span(), "expected the path of an auth object"))?;
    options.members.push(member);
    Ok(())
}

fn key(options: &mut Options, key: &Ident, input: ParseStream) -> syn::Result<()> {
    if key != "state" {
        // It may be meant as a member, as in `main = Basic`.
        options
            .members
            .extend(args::value::<Path>(key, input, "a path", "Basic"));
        let message = format!(
            "unknown key `{key}`, expected one of `state`, `crate`; the members have no keys, as in `#[multi_auth(Basic, Api)]`"
        );
        return Err(Error::new(key.span(), message));
    }
    if options.state.is_some() {
        let message = "`state` is given twice; leave one of them out";
        return Err(Error::new(key.span(), message));
    }
    options.state = Some(args::value(key, input, "a type", "AppState")?);
    Ok(())
}
