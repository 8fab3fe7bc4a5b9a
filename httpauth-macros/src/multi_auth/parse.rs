//! The parser of the members and the keys.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, Path, Token, Type};

use crate::args::{self, Key, Keys};
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

/// The keys in the order in which messages list them.
const KEYS: &[Key<Options>] = &[
    Key("state", |options, key, input| {
        options.state = Some(args::value(key, input, "a type", "AppState")?);
        Ok(())
    }),
    Key("crate", |options, key, input| {
        options.krate.read(key, input)
    }),
];

/// Reads the members and the keys. What cannot be read is reported, and the rest is read all the same.
pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    let mut keys = Keys::new(KEYS);
    args::each(arguments, diagnostics, |input| {
        if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            return key(&mut options, &mut keys, input);
        }
        let member = input
            .parse()
            .map_err(|error| Error::new(error.span(), "expected the path of an auth object"))?;
        options.members.push(member);
        Ok(())
    });
    options
}

/// Reads a key with its value. An unknown one may be meant as a member, as in `main = Basic`.
fn key(options: &mut Options, keys: &mut Keys<Options>, input: ParseStream) -> syn::Result<()> {
    let key = Ident::parse_any(input)?;
    if keys.has(&key) {
        return keys.read(options, &key, input);
    }
    let member: syn::Result<Path> = args::value(&key, input, "a path", "Basic");
    options.members.extend(member);
    let message = format!(
        "{}; write the members without keys, as in `#[multi_auth(Basic, Api)]`",
        keys.unknown(&key)
    );
    Err(Error::new(key.span(), message))
}
