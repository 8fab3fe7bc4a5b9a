//! The validation of the keys of a declaring attribute, which also writes the challenge.

use proc_macro2::Ident;
use syn::{Attribute, Expr, LitStr, Type, Visibility};

use super::header::header;
use super::parse::Options;
use super::{Kind, digest};
use crate::args::Setting;
use crate::diagnostics::Diagnostics;
use crate::item::Item;
use crate::krate::Krate;

/// A legal auth object.
pub(super) struct Object<'a> {
    pub(super) kind: Kind,
    pub(super) ident: &'a Ident,
    pub(super) vis: &'a Visibility,
    pub(super) cfgs: Vec<&'a Attribute>,
    pub(super) scheme: String,
    pub(super) realm: Realm<'a>,
    pub(super) header: Option<String>,
    pub(super) bare: bool,
    pub(super) digest: digest::Digest<'a>,
    pub(super) state: Option<&'a Type>,
    pub(super) krate: &'a Krate,
}

/// The name that the challenge gives to the protected space.
pub(super) enum Realm<'a> {
    /// A constant, with the challenge that names it.
    Text { realm: String, challenge: String },
    /// An expression, which is evaluated when the program runs.
    Expression(&'a Expr),
}

impl Object<'_> {
    /// Returns whether the scheme is Bearer. Its challenge says what is wrong with the token (RFC 6750 section 3).
    pub(super) fn is_bearer(&self) -> bool {
        self.scheme.eq_ignore_ascii_case("Bearer")
    }
}

/// Validates the auth object.
///
/// A mistake leaves the default, so that the callbacks and the handlers still have their object.
pub(super) fn object<'a>(
    kind: Kind,
    options: &'a Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Object<'a>> {
    let name = kind.name();
    let Item::Struct(item) = item else {
        diagnostics.at(
            item,
            format!("`#[{name}]` goes on a unit struct; write `#[{name}] struct Auth;`"),
        );
        return None;
    };
    let scheme = scheme(kind, options.scheme.as_ref(), diagnostics);
    let realm = realm(kind, &scheme, options.realm.as_ref(), diagnostics);
    let header = header(options.header.as_ref(), diagnostics);
    bare(options, &scheme, diagnostics);
    let digest = digest::validate(&options.digest, options.state.is_some(), diagnostics);
    if !item.is_unit() {
        let message = format!(
            "an auth object is a unit struct: it has no fields and no generics; write `struct {};`",
            item.ident
        );
        diagnostics.at(&item.ident, message);
    }
    Some(Object {
        kind,
        ident: &item.ident,
        vis: &item.vis,
        cfgs: item.cfgs(),
        scheme,
        realm,
        header,
        bare: options.bare.is_some(),
        digest,
        state: options.state.as_ref(),
        krate: &options.krate,
    })
}

/// Returns the scheme, which must be a token, `auth-scheme = token` (RFC 9110 section 11.1).
fn scheme(kind: Kind, scheme: Option<&LitStr>, diagnostics: &mut Diagnostics) -> String {
    if let Some(literal) = scheme {
        let scheme = literal.value();
        if is_token(&scheme) {
            return scheme;
        }
        diagnostics.at(
            literal,
            "invalid scheme: expected one word of letters, digits and `-`, as in `scheme = \"MyScheme\"`",
        );
    }
    match kind {
        Kind::Basic => "Basic".to_owned(),
        Kind::Digest => "Digest".to_owned(),
        Kind::Token => "Bearer".to_owned(),
    }
}

/// Reports a `bare` that cannot work.
///
/// A bare token is told apart from other credentials by standing alone in `Authorization`.
fn bare(options: &Options, scheme: &str, diagnostics: &mut Diagnostics) {
    let Some(bare) = &options.bare else { return };
    if options.header.is_some() {
        diagnostics.at(
            bare,
            "a field of its own holds the token alone anyway; leave `bare` or `header` out",
        );
    } else if scheme.eq_ignore_ascii_case("Bearer") {
        // A client that is challenged by Bearer sends the word (RFC 6750 section 2.1). Such credentials would be those
        // of another scheme here.
        diagnostics.at(
            bare,
            "clients send the word `Bearer` before the token; name the scheme of yours, as in `scheme = \"Cargo\"`",
        );
    }
}

/// Returns the realm, with the challenge of a constant one.
fn realm<'a>(
    kind: Kind,
    scheme: &str,
    realm: Option<&'a Setting>,
    diagnostics: &mut Diagnostics,
) -> Realm<'a> {
    let text = match realm {
        Some(Setting::Expression(realm)) => return Realm::Expression(realm),
        Some(Setting::Text(text)) => realm_text(text, diagnostics),
        None => None,
    };
    let realm = text.unwrap_or_else(|| "Authentication Required".to_owned());
    let challenge = challenge(kind, scheme, &realm);
    Realm::Text { realm, challenge }
}

/// Returns the realm if it is printable ASCII.
///
/// A quoted-string has no charset (RFC 9110 sections 5.6.4 and 11.5).
fn realm_text(literal: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let realm = literal.value();
    if !realm.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        diagnostics.at(
            literal,
            "invalid realm: expected printable ASCII characters, as in `realm = \"Staff only\"`",
        );
        return None;
    }
    Some(realm)
}

/// Writes the challenge, `auth-scheme 1*SP auth-param` with the realm as a quoted-string (RFC 9110 section 11.5).
fn challenge(kind: Kind, scheme: &str, realm: &str) -> String {
    let realm = realm.replace('\\', "\\\\").replace('"', "\\\"");
    let parameters = kind.parameters();
    format!("{scheme} realm=\"{realm}\"{parameters}")
}

/// Returns whether the text is a token, `token = 1*tchar` (RFC 9110 section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let tchar = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(tchar)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Case 21. A realm is escaped, and [`realm_text`] refuses one that cannot be.
    #[test]
    fn case_21_the_realm_is_escaped() {
        assert_eq!(
            challenge(Kind::Token, "Bearer", r#"a "b" \c"#),
            r#"Bearer realm="a \"b\" \\c""#
        );
        assert_eq!(
            challenge(Kind::Basic, "Basic", "x"),
            r#"Basic realm="x", charset="UTF-8""#
        );
    }

    #[test]
    fn case_21_a_realm_with_line_breaks_is_refused() {
        for wrong in ["a\r\nb", "a\tb", "caf\u{e9}", "\u{7f}"] {
            let mut diagnostics = Diagnostics::default();
            realm_text(&syn::parse_quote!(#wrong), &mut diagnostics);
            assert!(!diagnostics.is_empty(), "{wrong:?}");
        }
    }

    #[test]
    fn a_scheme_is_a_token() {
        assert!(is_token("Bearer") && is_token("My-Scheme.1"));
        assert!(
            !is_token("") && !is_token("My Scheme") && !is_token("A,B") && !is_token("caf\u{e9}")
        );
    }
}
