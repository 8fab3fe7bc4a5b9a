//! The token in a WebSocket subprotocol.
//!
//! A browser sets no field of a WebSocket handshake, but the subprotocols that it offers. One of them carries the token,
//! and the guard takes it out before the handler chooses another.

use axum::http::header::{
    Entry, HeaderMap, HeaderValue, SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use axum::http::request::Parts;
use axum::http::{Method, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Token, TokenAuth};
use crate::authenticator::Scheme;
use crate::callback::VerifyToken;
use crate::rejection::Reason;

/// Moves the token from `Sec-WebSocket-Protocol` to the field of the credentials.
///
/// The field is read on a handshake alone, since scripts can set it nowhere else.
///
/// # Errors
///
/// [`Reason::Repeated`] for two tokens, or for one beside the field of the credentials. [`Reason::WrongSubprotocol`] for a
/// token without another subprotocol, which the handler would have nothing to choose from, and for one that is not
/// base64url.
pub(super) fn take_up<A: TokenAuth + VerifyToken>(
    prefix: &str,
    parts: &mut Parts,
) -> Result<(), Reason> {
    if !is_handshake(parts) {
        return Ok(());
    }
    let field = <Token as Scheme<A>>::field();
    let Some(taken) = take(prefix, &mut parts.headers)? else {
        return Ok(());
    };
    let mut value = credentials::<A>(&taken).ok_or(Reason::WrongSubprotocol)?;
    value.set_sensitive(true);
    match parts.headers.entry(field) {
        Entry::Occupied(mut entry) => {
            entry.iter_mut().for_each(|value| value.set_sensitive(true));
            Err(Reason::Repeated)
        }
        Entry::Vacant(entry) => {
            entry.insert(value);
            Ok(())
        }
    }
}

/// Returns whether the request opens a WebSocket (RFC 6455 section 4.1, RFC 8441 section 4).
///
/// Over HTTP/2 the method and the version of the protocol tell, since the pseudo-header is not a field.
fn is_handshake(parts: &Parts) -> bool {
    if parts.version >= Version::HTTP_2 {
        return parts.method == Method::CONNECT
            && parts.headers.contains_key(SEC_WEBSOCKET_VERSION);
    }
    let mut upgrades = parts.headers.get_all(UPGRADE).iter();
    parts.method == Method::GET
        && upgrades.any(|upgrade| {
            let mut names = upgrade.as_bytes().split(|byte| *byte == b',');
            names.any(|name| name.trim_ascii().eq_ignore_ascii_case(b"websocket"))
        })
}

/// Takes the subprotocol with the token out of the fields, and returns what follows the prefix. `None` if no subprotocol
/// begins with it.
///
/// Its comma goes with it, and the rest stays as the client wrote it.
fn take(prefix: &str, headers: &mut HeaderMap) -> Result<Option<Vec<u8>>, Reason> {
    let (mut tokens, mut rest) = (Vec::new(), Vec::new());
    let Entry::Occupied(mut fields) = headers.entry(SEC_WEBSOCKET_PROTOCOL) else {
        return Ok(None);
    };
    for field in fields.iter_mut() {
        let (own, others): (Vec<&[u8]>, Vec<&[u8]>) =
            names(field).partition(|name| after(prefix, name).is_some());
        if own.is_empty() {
            rest.push(field.clone());
            continue;
        }
        tokens.extend(own.iter().filter_map(|name| after(prefix, name)));
        let others = HeaderValue::from_bytes(others.join(&b',').trim_ascii());
        rest.extend(others.ok().filter(|others| !others.is_empty()));
        field.set_sensitive(true);
    }
    let token = match tokens.pop() {
        None => return Ok(None),
        Some(token) if tokens.is_empty() => token,
        Some(_) => return Err(Reason::Repeated),
    };
    if !rest.iter().any(names_something) {
        return Err(Reason::WrongSubprotocol);
    }
    fields.remove_entry_mult();
    for value in rest {
        headers.append(SEC_WEBSOCKET_PROTOCOL, value);
    }
    Ok(Some(token))
}

/// Returns the subprotocols of the field, with the white space around them.
fn names(field: &HeaderValue) -> impl Iterator<Item = &[u8]> {
    field.as_bytes().split(|byte| *byte == b',')
}

/// Returns what follows the prefix in the name of a subprotocol.
fn after(prefix: &str, name: &[u8]) -> Option<Vec<u8>> {
    let token = name.trim_ascii().strip_prefix(prefix.as_bytes())?;
    Some(token.to_vec())
}

/// Returns whether the field names a subprotocol.
fn names_something(field: &HeaderValue) -> bool {
    names(field).any(|name| !name.trim_ascii().is_empty())
}

/// Returns the credentials as the field carries them. `None` if the token is not base64url without padding, of visible
/// ASCII characters (RFC 4648 section 5).
fn credentials<A: TokenAuth>(encoded: &[u8]) -> Option<HeaderValue> {
    let token = URL_SAFE_NO_PAD.decode(encoded).ok()?;
    if token.is_empty() || !token.iter().all(u8::is_ascii_graphic) {
        return None;
    }
    let value = if A::BARE {
        token
    } else {
        [A::SCHEME.as_bytes(), b" ", &token].concat()
    };
    HeaderValue::try_from(value).ok()
}
