//! The inner loops of the parser. They tell which bytes may stand where, and how far a run of them goes.

/// The class of `tchar` (RFC 9110 section 5.6.2).
const TOKEN: u8 = 1;
/// The class of what may follow the backslash of a quoted-pair, `HTAB / SP / VCHAR / obs-text` (RFC 9110
/// section 5.6.4).
const QUOTABLE: u8 = 2;

static CLASSES: [u8; 256] = classes();

#[allow(clippy::indexing_slicing)] // evaluated by the compiler, which would refuse a wrong index
const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'!'
            | b'#'..=b'\''
            | b'*'
            | b'+'
            | b'-'
            | b'.'
            | b'^'
            | b'_'
            | b'`'
            | b'|'
            | b'~'
            | b'0'..=b'9'
            | b'A'..=b'Z'
            | b'a'..=b'z' => TOKEN | QUOTABLE,
            b'\t' | b' '..=b'~' | 0x80.. => QUOTABLE,
            _ => 0,
        };
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

#[inline]
fn is(byte: u8, class: u8) -> bool {
    let classes = CLASSES.get(usize::from(byte));
    classes.is_some_and(|classes| classes & class != 0)
}

#[cfg(any(test, fuzzing))]
thread_local! {
    /// The number of bytes that this thread's parsers have looked at, by which tests count the work.
    pub(in crate::scheme::digest) static VISITED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes the work of looking at so many bytes, where it is counted.
pub(super) fn visit(bytes: usize) {
    #[cfg(any(test, fuzzing))]
    VISITED.set(VISITED.get() + bytes);
    #[cfg(not(any(test, fuzzing)))]
    let _ = bytes;
}

/// Returns the length of the token that the text begins with, or 0 if it does not begin with a token.
#[inline]
pub(super) fn token_len(text: &[u8]) -> usize {
    let end = text.iter().position(|byte| !is(*byte, TOKEN));
    let length = end.unwrap_or(text.len());
    visit(length + 1);
    length
}

/// Returns whether a byte may be in a token (RFC 9110 section 5.6.2).
pub(super) fn is_tchar(byte: u8) -> bool {
    is(byte, TOKEN)
}

/// Returns the value of a hex digit, in either letter case.
pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Returns whether a byte may be in a quoted-string, if need be in a quoted-pair.
pub(super) fn is_quotable(byte: u8) -> bool {
    is(byte, QUOTABLE)
}

/// Returns the length of the run of `qdtext` (RFC 9110 section 5.6.4) that the text begins with.
///
/// Most of a header is quoted, so it is searched eight bytes at a time. Only the last few bytes, and a value with a
/// tab, go byte by byte.
#[inline]
pub(super) fn qdtext_len(text: &[u8]) -> usize {
    let mut length = 0;
    for word in text.as_chunks().0 {
        match suspect(u64::from_le_bytes(*word)) {
            None => length += 8,
            Some(at) if word.get(at) == Some(&b'\t') => break,
            Some(at) => {
                visit(length + at + 1);
                return length + at;
            }
        }
    }
    let rest = text.get(length..).unwrap_or_default();
    let is_end = |byte: &u8| !is(*byte, QUOTABLE) || matches!(byte, b'"' | b'\\');
    length += rest.iter().position(is_end).unwrap_or(rest.len());
    visit(length + 1);
    length
}

/// Returns the index of the first byte of the eight that is a control character, `"` or `\`.
///
/// Each term has the top bit of a byte set where it holds. It may also have those of bytes above one where it holds,
/// and those of some bytes that are not ASCII, which are taken out. The lowest bit is always right.
#[inline]
fn suspect(word: u64) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const TOPS: u64 = ONES << 7;
    let below = |limit: u8, word: u64| word.wrapping_sub(ONES * u64::from(limit));
    let is = |byte: u8| below(1, word ^ (ONES * u64::from(byte)));
    let found = (below(b' ', word) | is(b'"') | is(b'\\') | is(0x7f)) & !word & TOPS;
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}
