//! The arguments of an attribute, which are `key = value` and lone keys, separated by commas.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Expr, ExprLit, Lit, LitStr, Token, bracketed, token};

use crate::diagnostics::Diagnostics;
use crate::span;

/// A key of an attribute, and the reader of what follows it.
///
/// The two are one item, so that a key that is added to a list cannot be read as another one.
pub(crate) struct Key<O>(
    pub(crate) &'static str,
    pub(crate) fn(&mut O, &Ident, ParseStream) -> syn::Result<()>,
);

/// Reads the arguments of an attribute that has only keys.
///
/// A key that is misspelt or repeated, and a value that cannot be read, are reported. The rest is read all the same.
pub(crate) fn read<O: Default>(
    arguments: TokenStream,
    keys: &'static [Key<O>],
    diagnostics: &mut Diagnostics,
) -> O {
    read_or_explain(arguments, keys, &[], diagnostics)
}

/// Reads the arguments of an attribute that has only keys, and explains why it does not have those of `refused`.
pub(crate) fn read_or_explain<O: Default>(
    arguments: TokenStream,
    keys: &'static [Key<O>],
    refused: &'static [(&'static str, &'static str)],
    diagnostics: &mut Diagnostics,
) -> O {
    let mut options = O::default();
    let mut keys = Keys::new(keys);
    each(arguments, diagnostics, |input| {
        let key = Ident::parse_any(input).map_err(|error| {
            Error::new(error.span(), format!("expected one of {}", keys.listed()))
        })?;
        match refused.iter().find(|(name, _)| key == name) {
            Some((_, reason)) => Err(Error::new(key.span(), reason)),
            None => keys.read(&mut options, &key, input),
        }
    });
    options
}

/// Calls `argument` for each of the arguments, which are separated by commas. What it cannot read is reported.
pub(crate) fn each(
    arguments: TokenStream,
    diagnostics: &mut Diagnostics,
    mut argument: impl FnMut(ParseStream) -> syn::Result<()>,
) {
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            if let Err(error) = argument(input).and_then(|()| separator(input)) {
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

/// The keys of an attribute, and those of them that were read.
pub(crate) struct Keys<O: 'static> {
    known: &'static [Key<O>],
    seen: Vec<Ident>,
}

impl<O> Keys<O> {
    pub(crate) fn new(known: &'static [Key<O>]) -> Self {
        Self {
            known,
            seen: Vec::new(),
        }
    }

    /// Reads what follows `key`, which must be known and must not have been read before.
    pub(crate) fn read(
        &mut self,
        options: &mut O,
        key: &Ident,
        input: ParseStream,
    ) -> syn::Result<()> {
        let Some(Key(_, read)) = self.known.iter().find(|Key(name, _)| key == name) else {
            return Err(Error::new(key.span(), self.unknown(key)));
        };
        if self.seen.contains(key) {
            return Err(Error::new(
                key.span(),
                format!("`{key}` is given twice; leave one of them out"),
            ));
        }
        self.seen.push(key.clone());
        read(options, key, input)
    }

    /// Returns whether the attribute has this key.
    pub(crate) fn has(&self, key: &Ident) -> bool {
        self.known.iter().any(|Key(name, _)| key == name)
    }

    /// Returns the message about a key that the attribute does not have.
    pub(crate) fn unknown(&self, key: &Ident) -> String {
        format!("unknown key `{key}`, expected one of {}", self.listed())
    }

    fn listed(&self) -> String {
        let names = self.known.iter().map(|Key(name, _)| format!("`{name}`"));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// Reads the comma after an argument, unless the argument is the last.
fn separator(input: ParseStream) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    let comma: syn::Result<Token![,]> = input.parse();
    comma
        .map(drop)
        .map_err(|error| Error::new(error.span(), "expected `,` between the arguments"))
}

/// Skips everything up to the next comma, and the comma too.
fn skip(input: ParseStream) -> syn::Result<()> {
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
    let equals: Option<Token![=]> = input.parse()?;
    if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
        let hint = hint(key, example);
        return Err(Error::new(
            key.span(),
            format!("the value of `{key}` is missing; {hint}"),
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

impl Setting {
    /// Returns the place of the value.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Text(text) => text.span(),
            Self::Expression(expression) => span::of(expression),
        }
    }
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

/// One value, or a list of values in brackets, which is not empty.
pub(crate) struct OneOrMany<T>(pub(crate) Vec<T>);

impl<T: Parse> Parse for OneOrMany<T> {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if !input.peek(token::Bracket) {
            return Ok(Self(vec![input.parse()?]));
        }
        let content;
        let brackets = bracketed!(content in input);
        let values = content.parse_terminated(T::parse, Token![,])?;
        if values.is_empty() {
            return Err(Error::new(
                brackets.span.join(),
                "the list is empty; write at least one element",
            ));
        }
        Ok(Self(values.into_iter().collect()))
    }
}
