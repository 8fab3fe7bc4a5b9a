//! The characters that a username may not hold, of whatever scheme.

/// Returns whether the username holds no character that steers what shows it. These are C1 controls, which a terminal
/// obeys, and bidirectional controls, which make a log line read as another one.
///
/// The scheme's grammar has to refuse ASCII controls. Nearly all usernames are ASCII, and need no second look.
pub(super) fn is_plain(username: &str) -> bool {
    username.is_ascii() || !username.chars().any(is_steering)
}

/// Returns whether the character is a C1 control, or one of the bidirectional embeddings, overrides and isolates.
fn is_steering(char: char) -> bool {
    matches!(char, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character at the edges of the three ranges, by itself and within a name.
    #[test]
    fn the_ranges_end_where_they_end() {
        for (first, last) in [(0x80, 0x9f), (0x202a, 0x202e), (0x2066, 0x2069)] {
            for code in first - 1..=last + 1 {
                let char = char::from_u32(code).unwrap_or_default();
                let outside = code < first || code > last;
                assert_eq!(is_plain(&char.to_string()), outside, "U+{code:04X}");
                assert_eq!(is_plain(&format!("jo{char}hn")), outside, "U+{code:04X}");
            }
        }
    }

    #[test]
    fn names_of_the_world_are_plain() {
        for name in [
            "",
            "john",
            "j\u{f6}rg",
            "\u{5d0}\u{5d1}",
            "\u{6587}",
            "\u{1f600}",
            "a\u{200f}b",
        ] {
            assert!(is_plain(name), "{name:?}");
        }
    }
}
