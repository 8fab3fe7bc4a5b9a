//! The arguments of an attribute, which are `key = value` and lone keys, separated by commas.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Expr, ExprLit, Lit, LitStr, Path, Token, bracketed, token};

use crate::diagnostics::Diagnostics;

/// Reads the arguments, and calls `value` for each key of `keys` to read what follows it.
///
/// A key that is misspelt or repeated, and a value that cannot be read, are reported. The rest is read all the same.
pub(crate) fn read(
    arguments: TokenStream,
    keys: &[&str],
    diagnostics: &mut Diagnostics,
    mut value: impl FnMut(&str, &Ident, ParseStream) -> syn::Result<()>,
) {
    let mut seen = Vec::new();
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            let read =
                key(input, keys, &mut seen).and_then(|key| value(&key.to_string(), &key, input));
            if let Err(error) = read.and_then(|()| separator(input)) {
                diagnostics.push(error);
                skip(input)?;
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(arguments) {
        diagnostics.push(error);
    }
}

/// Reads the next key, which must be one of `keys` and must not be in `seen`.
fn key(input: ParseStream, keys: &[&str], seen: &mut Vec<Ident>) -> syn::Result<Ident> {
    let listed = || {
        keys.iter()
            .map(|key| format!("`{key}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let key = Ident::parse_any(input)
        .map_err(|error| Error::new(error.span(), format!("expected one of {}", listed())))?;
    if !keys.iter().any(|known| key == known) {
        return Err(Error::new(
            key.span(),
            format!("unknown key `{key}`, expected one of {}", listed()),
        ));
    }
    if seen.contains(&key) {
        return Err(Error::new(
            key.span(),
            format!("`{key}` is given twice; leave one of them out"),
        ));
    }
    seen.push(key.clone());
    Ok(key)
}

/// Reads the comma after an argument, unless the argument is the last.
fn separator(input: ParseStream) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    let comma: syn::Result<Token![,]> = input.parse();
    comma
        .map(drop)
        .map_err(|error| Error::new(error.span(), "expected `,` between the keys"))
}

/// Skips everything up to the next comma, and the comma too.
pub(crate) fn skip(input: ParseStream) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Option<Token![,]>>().map(drop)
}

/// Reads the value of `key = value`. In an error, `expected` says what it is, and `example` shows what to write.
pub(crate) fn value<T: Parse>(
    key: &Ident,
    input: ParseStream,
    expected: &str,
    example: &str,
) -> syn::Result<T> {
    let hint = || hint(key, example);
    if !input.peek(Token![=]) {
        return Err(Error::new(
            key.span(),
            format!("`{key}` has no value; {}", hint()),
        ));
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(Error::new(
            key.span(),
            format!("`{key}` has no value; {}", hint()),
        ));
    }
    let parsed = input.parse();
    parsed.map_err(|error| invalid(key, error.span(), expected, example))
}

/// Returns the part of a message that says what to write.
fn hint(key: &Ident, example: &str) -> String {
    format!("write `{key} = {example}`")
}

fn invalid(key: &Ident, span: Span, expected: &str, example: &str) -> Error {
    let hint = hint(key, example);
    let message = format!("invalid value for `{key}`: expected {expected}; {hint}");
    Error::new(span, message)
}

/// A value that is known at compile time, or evaluated when the program runs.
pub(crate) enum Setting {
    Text(LitStr),
    Expression(Expr),
}

/// Reads the value of `key = "text"` or `key = expression`. A literal that is not text is refused.
pub(crate) fn setting(key: &Ident, input: ParseStream, example: &str) -> syn::Result<Setting> {
    const EXPECTED: &str = "a string literal or an expression";
    let example = format!("{example:?}");
    let mut expression: Expr = value(key, input, EXPECTED, &example)?;
    // `macro_rules!` puts a group around a `$realm:literal`.
    while let Expr::Group(group) = expression {
        expression = *group.expr;
    }
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Ok(Setting::Text(text)),
        Expr::Lit(other) => Err(invalid(key, other.lit.span(), EXPECTED, &example)),
        expression => Ok(Setting::Expression(expression)),
    }
}

/// Reads the value of `key = "text"`.
pub(crate) fn text(key: &Ident, input: ParseStream, example: &str) -> syn::Result<LitStr> {
    value(key, input, "a string literal", &format!("{example:?}"))
}

/// Checks that a key has no value, and returns the key.
pub(crate) fn flag(key: &Ident, input: ParseStream) -> syn::Result<Ident> {
    if input.peek(Token![=]) {
        return Err(Error::new(
            key.span(),
            format!("`{key}` takes no value; write `{key}`"),
        ));
    }
    Ok(key.clone())
}

/// One path, or a list of paths in brackets.
pub(crate) struct Paths(pub(crate) Vec<Path>);

impl Parse for Paths {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if !input.peek(token::Bracket) {
            return Ok(Self(vec![input.parse()?]));
        }
        let content;
        let brackets = bracketed!(content in input);
        let paths = content.parse_terminated(Path::parse, Token![,])?;
        if paths.is_empty() {
            return Err(Error::new(brackets.span.join(), "the list is empty"));
        }
        Ok(Self(paths.into_iter().collect()))
    }
}
