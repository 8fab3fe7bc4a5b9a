//! What is true of any header: cases 9, 16, 22 and 43.

use proptest::prelude::*;

use super::*;

/// What a client does to put any text into a quoted-string.
fn quote(text: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    quoted.push(b'"');
    quoted
}

fn quotable() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        Just(b'\t'),
        Just(b'"'),
        Just(b'\\'),
        Just(b','),
        0x20..=0x7e_u8,
        0x80..=0xff_u8
    ];
    prop::collection::vec(byte, 0..40)
}

proptest! {
    #[test]
    fn quoted_strings_round_trip(realm in quotable(), uri in quotable(), username in "[^\\x00-\\x08\\x0a-\\x1f\\x7f]{0,20}") {
        let header = [
            b"username=", &quote(username.as_bytes())[..], b",realm=", &quote(&realm), b" , uri = ", &quote(&uri),
            b",nonce=n,response=\"\"",
        ].concat();
        let credentials = Credentials::parse(&header).unwrap();
        prop_assert_eq!(credentials.username.as_str(), username);
        prop_assert_eq!(&*credentials.realm, &realm[..]);
        prop_assert_eq!(&*credentials.uri, &uri[..]);
    }

    #[test]
    fn extended_usernames_round_trip(username in "[^\\x00-\\x1f\\x7f]{0,20}") {
        let encoded: String = username.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let header = format!("username*=UTF-8''{encoded}, realm=r, uri=u, nonce=n, response=r");
        let parsed = parse(&header).unwrap();
        prop_assert_eq!(parsed.username.as_str(), username);
    }

    /// Eight bytes at a time finds what one at a time finds.
    #[test]
    fn qdtext_ends_where_it_ends(text in prop::collection::vec(prop_oneof![0x20..=0xff_u8, any::<u8>(), 0x60..0x7a_u8], 0..40)) {
        let is_qdtext = |byte: &u8| matches!(byte, b'\t' | b' ' | b'!' | 0x23..=0x5b | 0x5d..=0x7e | 0x80..);
        let length = text.iter().take_while(|byte| is_qdtext(byte)).count();
        prop_assert_eq!(scan::qdtext_len(&text), length);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Credentials::parse(&bytes);
    }

    #[test]
    fn any_mutation_is_survived(at in 0..150_usize, byte: u8) {
        let mut header = with("username*=UTF-8''%41").into_bytes();
        header[at] = byte;
        let _ = Credentials::parse(&header);
        let _ = Credentials::parse(&header[..at]);
    }
}
