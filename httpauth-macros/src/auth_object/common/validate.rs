//! The validation of the keys that every declaring attribute has. It also writes the challenge.

use proc_macro2::{Ident, Span};
use syn::{Attribute, Expr, LitStr, Type, Visibility};

use super::Options;
use crate::args::Setting;
use crate::auth_object::Kind;
use crate::diagnostics::Diagnostics;
use crate::item::Item;
use crate::krate::Krate;

/// The part of a legal auth object that does not depend on its kind.
pub(crate) struct Object<'a> {
    pub(in super::super) ident: &'a Ident,
    pub(in super::super) vis: &'a Visibility,
    pub(super) cfgs: Vec<&'a Attribute>,
    pub(in super::super) scheme: String,
    pub(in super::super) realm: Realm<'a>,
    /// The place of the realm, if the key `realm` gives it.
    pub(super) realm_span: Option<Span>,
    pub(in super::super) state: Option<&'a Type>,
    pub(in super::super) krate: &'a Krate,
}

/// The name that the challenge gives to the protected space.
pub(in super::super) enum Realm<'a> {
    /// A constant, with the challenge that names it.
    Text { realm: String, challenge: String },
    /// An expression, which is evaluated when the program runs.
    Expression(&'a Expr),
}

/// Validates the auth object.
///
/// A mistake leaves the default, so that the callbacks and the handlers still have their object.
pub(in super::super) fn validate<'a, K: Kind>(
    options: &'a Options<K>,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Object<'a>> {
    let item = item.object(K::NAME, K::NAME, diagnostics)?;
    let scheme = scheme::<K>(options.scheme.as_ref(), diagnostics);
    let realm = realm::<K>(&scheme, options.realm.as_ref(), diagnostics);
    Some(Object {
        ident: &item.ident,
        vis: &item.vis,
        cfgs: item.cfgs(),
        scheme,
        realm,
        realm_span: options.realm.as_ref().map(Setting::span),
        state: options.state.as_ref(),
        krate: &options.krate,
    })
}

/// Returns the scheme, which must be a token, `auth-scheme = token` (RFC 9110 section 11.1).
fn scheme<K: Kind>(scheme: Option<&LitStr>, diagnostics: &mut Diagnostics) -> String {
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
    K::SCHEME.to_owned()
}

/// Returns the realm, with the challenge of a constant one.
fn realm<'a, K: Kind>(
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
    let challenge = challenge(scheme, &realm, K::PARAMETERS);
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
fn challenge(scheme: &str, realm: &str, parameters: &str) -> String {
    let realm = realm.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{scheme} realm=\"{realm}\"{parameters}")
}

/// Returns whether the text is a token, `token = 1*tchar` (RFC 9110 section 5.6.2).
pub(in super::super) fn is_token(text: &str) -> bool {
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
            challenge("Bearer", r#"a "b" \c"#, ""),
            r#"Bearer realm="a \"b\" \\c""#
        );
        assert_eq!(
            challenge("Basic", "x", ", charset=\"UTF-8\""),
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
