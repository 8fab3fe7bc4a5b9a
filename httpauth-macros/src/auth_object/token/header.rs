//! The validation of the field that `header` names. It must carry a token and nothing else.

use syn::LitStr;

use crate::auth_object::common::is_token;
use crate::diagnostics::Diagnostics;

/// The fields that cannot carry a token, with the reasons.
///
/// A request with the field is one with credentials. It is refused if they are wrong, even by an `optional` guard, and
/// in a multi object no other member is asked. So the field must be there only if the client means to log in by it, and
/// it must reach the server.
const OTHERS: [(&[&str], &str); 6] = [
    (
        &["authorization"],
        "tokens are read from `Authorization` by default; leave `header` out",
    ),
    (
        &["cookie"],
        "`Cookie` carries all cookies of a site, so any cookie would be taken for a token; write a field of your own, \
         as in `header = \"X-API-Key\"`",
    ),
    (
        &[
            "accept",
            "accept-encoding",
            "accept-language",
            "content-length",
            "content-type",
            "host",
            "origin",
            "referer",
            "user-agent",
        ],
        "clients send this field with every kind of request, so its value would be taken for a token; write a field \
         of your own, as in `header = \"X-API-Key\"`",
    ),
    // The fields of RFC 9110 section 7.6.1, and those of RFC 9112 that frame the message.
    (
        &[
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
        ],
        "this field belongs to one connection, and proxies remove it; write a field of your own, as in `header = \
         \"X-API-Key\"`",
    ),
    // RFC 9110 section 11.7.
    (
        &["proxy-authorization"],
        "`Proxy-Authorization` carries credentials for a proxy, which removes them; leave `header` out to read \
         `Authorization`",
    ),
    (
        &[
            "authentication-info",
            "proxy-authenticate",
            "proxy-authentication-info",
            "set-cookie",
            "www-authenticate",
        ],
        "this is a field of responses; write a field of requests, as in `header = \"X-API-Key\"`",
    ),
];

/// Validates the name of the field, and returns it in lower case, as the `http` crate has it.
///
/// The grammar is `field-name = token` (RFC 9110 section 5.1).
pub(super) fn header(header: Option<&LitStr>, diagnostics: &mut Diagnostics) -> Option<String> {
    let literal = header?;
    let header = literal.value().to_ascii_lowercase();
    if !is_token(&header) {
        diagnostics.at(
            literal,
            "invalid header name; write a word like `X-API-Key`",
        );
        return None;
    }
    let other = OTHERS
        .iter()
        .find(|(names, _)| names.contains(&header.as_str()));
    if let Some((_, reason)) = other {
        diagnostics.at(literal, reason);
        return None;
    }
    Some(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken(name: &str) -> bool {
        let mut diagnostics = Diagnostics::default();
        let taken = header(Some(&syn::parse_quote!(#name)), &mut diagnostics);
        assert_eq!(taken.is_some(), diagnostics.is_empty(), "{name}");
        taken.is_some()
    }

    /// Tries the fields in lower and upper case, and checks that each is listed only once.
    #[test]
    fn fields_that_carry_no_token_are_refused() {
        let mut names: Vec<&str> = OTHERS
            .iter()
            .flat_map(|(names, _)| *names)
            .copied()
            .collect();
        for name in &names {
            assert!(!is_taken(name) && !is_taken(&name.to_ascii_uppercase()));
        }
        let length = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), length);
    }

    #[test]
    fn fields_of_tokens_are_taken() {
        for name in [
            "X-API-Key",
            "x-auth-token",
            "Cookie2",
            "X-Cookie",
            "Api_Key",
        ] {
            assert!(is_taken(name), "{name}");
        }
        assert!(!is_taken("") && !is_taken("X API") && !is_taken("X-Key:"));
    }
}
