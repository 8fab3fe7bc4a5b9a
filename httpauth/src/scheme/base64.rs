//! Strict base64 (RFC 4648): the same bytes cannot be written in two ways.
//!
//! What requests carry is short, and on short input the crate of this name takes twice as long.

/// What is no symbol of an alphabet.
const NONE: u8 = 64;

/// The values of the symbols, [`NONE`] for any other byte.
pub(super) struct Alphabet([u8; 256]);

impl Alphabet {
    /// That of section 4.
    pub(super) const STANDARD: Self = Self::with(*b"+/");

    /// That of section 5.
    pub(super) const URL_SAFE: Self = Self::with(*b"-_");

    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated by the compiler, which would refuse a wrong index"
    )]
    const fn with(last: [u8; 2]) -> Self {
        let mut values = [NONE; 256];
        let mut value = 0;
        while value < NONE {
            let symbol = match value {
                0..26 => b'A' + value,
                26..52 => b'a' + value - 26,
                52..62 => b'0' + value - 52,
                _ => last[value as usize - 62],
            };
            values[symbol as usize] = value;
            value += 1;
        }
        Self(values)
    }

    /// Decodes `text`, with its padding and no stray bits in the last symbol (sections 3.2 and 3.5), into the front of
    /// `bytes`, and answers how many they are; `None` if the text is anything else, or too long.
    #[inline]
    pub(super) fn decode(&self, text: &[u8], bytes: &mut [u8]) -> Option<usize> {
        let (quads, []) = text.as_chunks() else {
            return None;
        };
        let Some((last, quads)) = quads.split_last() else {
            return Some(0);
        };
        let (triples, end) = bytes.split_at_mut_checked(quads.len() * 3)?;
        for (quad, triple) in quads.iter().zip(triples.as_chunks_mut().0) {
            let [_, decoded @ ..] = self.value(*quad)?.to_be_bytes();
            *triple = decoded;
        }
        let length = self.decode_last(*last, end)?;
        Some(triples.len() + length)
    }

    /// Decodes the last quad, the only one that may be padded.
    fn decode_last(&self, quad: [u8; 4], end: &mut [u8]) -> Option<usize> {
        match (quad, end) {
            ([a, b, b'=', b'='], [first, ..]) => {
                let [_, one, 0, 0] = self.value([a, b, b'A', b'A'])?.to_be_bytes() else {
                    return None;
                };
                *first = one;
                Some(1)
            }
            ([a, b, c, b'='], [first, second, ..]) => {
                let [_, one, two, 0] = self.value([a, b, c, b'A'])?.to_be_bytes() else {
                    return None;
                };
                [*first, *second] = [one, two];
                Some(2)
            }
            (whole, [first, second, third, ..]) => {
                [_, *first, *second, *third] = self.value(whole)?.to_be_bytes();
                Some(3)
            }
            _ => None,
        }
    }

    /// The 24 bits of four symbols.
    fn value(&self, quad: [u8; 4]) -> Option<u32> {
        let [a, b, c, d] = quad.map(|symbol| self.0.get(usize::from(symbol)).unwrap_or(&NONE));
        if a | b | c | d >= NONE {
            return None;
        }
        Some(u32::from(*a) << 18 | u32::from(*b) << 12 | u32::from(*c) << 6 | u32::from(*d))
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};
    use proptest::prelude::*;

    use super::*;

    fn decode(alphabet: &Alphabet, text: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = vec![0; text.len() / 4 * 3];
        let length = alphabet.decode(text, &mut bytes)?;
        bytes.truncate(length);
        Some(bytes)
    }

    /// The vectors of RFC 4648, section 10, and the two symbols in which the alphabets differ.
    #[test]
    fn rfc_4648_vectors() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(
                decode(&Alphabet::STANDARD, text.as_bytes()),
                Some(bytes.into())
            );
        }
        assert_eq!(
            decode(&Alphabet::STANDARD, b"+/+/"),
            decode(&Alphabet::URL_SAFE, b"-_-_")
        );
        assert_eq!(decode(&Alphabet::STANDARD, b"-_-_"), None);
        assert_eq!(decode(&Alphabet::URL_SAFE, b"+/+/"), None);
    }

    /// Every last quad that there is of two symbols and two more bytes.
    #[test]
    fn every_end_as_the_crate_has_it() {
        let ends = (0..=u8::MAX).flat_map(|c| (0..=u8::MAX).map(move |d| [c, d]));
        for [c, d] in ends {
            let quad = [b'Q', b'w', c, d];
            let expected = BASE64_STANDARD.decode(quad).ok();
            assert_eq!(decode(&Alphabet::STANDARD, &quad), expected, "{quad:?}");
        }
    }

    #[test]
    fn without_room_nothing_is_decoded() {
        for (text, room) in [("Zm9v", 2), ("Zg==", 0), ("Zm9vYg==", 3), ("Zm9vYmFy", 2)] {
            let decoded = Alphabet::STANDARD.decode(text.as_bytes(), &mut vec![0; room]);
            assert_eq!(decoded, None, "{text}");
        }
    }

    proptest! {
        /// What is encoded comes back.
        #[test]
        fn round_trip(bytes: Vec<u8>) {
            let text = BASE64_URL_SAFE.encode(&bytes);
            prop_assert_eq!(decode(&Alphabet::URL_SAFE, text.as_bytes()), Some(bytes));
        }

        /// Of base64, nearly base64 and anything else it makes what the crate makes of it.
        #[test]
        fn as_the_crate_has_it(text in "[A-Za-f+/=]{0,24}|[ -~]{0,12}|[A-Za-z0-9+/]{4,60}={0,3}") {
            let expected = BASE64_STANDARD.decode(&text).ok();
            prop_assert_eq!(decode(&Alphabet::STANDARD, text.as_bytes()), expected);
        }
    }
}
