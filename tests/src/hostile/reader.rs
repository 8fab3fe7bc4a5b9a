//! A list of auth-params, read by splitting it (RFC 9110 sections 5.6 and 11.2).

/// A parameter.
pub(super) struct Param {
    /// In lower case.
    pub(super) name: String,
    /// The value as it stands there, without quotes.
    pub(super) raw: Vec<u8>,
    /// The value meant.
    pub(super) value: Vec<u8>,
    pub(super) is_quoted: bool,
}

/// Reads the parameters. Returns `None` if the text is not a list of them.
pub(super) fn read(text: &[u8]) -> Option<Vec<Param>> {
    let elements = elements(text)?;
    let elements = elements.iter().map(|element| trim(element));
    let elements = elements.filter(|element| !element.is_empty());
    elements.map(param).collect()
}

/// Splits the text at the commas that are not quoted. Returns `None` if a quote is not closed.
fn elements(text: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (mut elements, mut element) = (Vec::new(), Vec::new());
    let (mut is_quoted, mut is_escaped) = (false, false);
    for byte in text {
        if *byte == b',' && !is_quoted {
            elements.push(std::mem::take(&mut element));
            continue;
        }
        if *byte == b'"' && !is_escaped {
            is_quoted = !is_quoted;
        }
        is_escaped = is_quoted && !is_escaped && *byte == b'\\';
        element.push(*byte);
    }
    elements.push(element);
    (!is_quoted).then_some(elements)
}

fn param(element: &[u8]) -> Option<Param> {
    let equals = element.iter().position(|byte| *byte == b'=')?;
    let (name, value) = (trim(&element[..equals]), trim(&element[equals + 1..]));
    if !is_token(name) {
        return None;
    }
    let name = String::from_utf8(name.to_ascii_lowercase()).ok()?;
    let inner = value
        .strip_prefix(b"\"")
        .and_then(|value| value.strip_suffix(b"\""));
    match inner {
        Some(raw) => Some(Param {
            name,
            raw: raw.to_vec(),
            value: unquote(raw)?,
            is_quoted: true,
        }),
        None => is_token(value).then(|| Param {
            name,
            raw: value.to_vec(),
            value: value.to_vec(),
            is_quoted: false,
        }),
    }
}

/// Returns the meaning of a quoted-string. It is `None` if the string ends too early or holds a forbidden byte.
fn unquote(raw: &[u8]) -> Option<Vec<u8>> {
    let (mut value, mut is_escaped) = (Vec::new(), false);
    for byte in raw {
        let is_text = *byte == b'\t' || *byte >= b' ' && *byte != 0x7f;
        match byte {
            _ if !is_text => return None,
            _ if is_escaped => {
                value.push(*byte);
                is_escaped = false;
            }
            b'\\' => is_escaped = true,
            b'"' => return None,
            _ => value.push(*byte),
        }
    }
    (!is_escaped).then_some(value)
}

fn is_token(text: &[u8]) -> bool {
    let is_tchar = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !text.is_empty() && text.iter().all(is_tchar)
}

fn trim(text: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
    let start = text.iter().take_while(|byte| is_space(byte)).count();
    let text = &text[start..];
    let end = text.iter().rev().take_while(|byte| is_space(byte)).count();
    &text[..text.len() - end]
}
