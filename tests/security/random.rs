//! Case 22: random input. Whatever comes in is read as it was meant, or refused with a challenge; nothing panics.
//!
//! The second half holds whole guards against oracles; the fuzz targets call the same functions.

use std::time::Duration;

use httpauth::Reason;
use httpauth_tests::hostile::{self, Object};
use httpauth_tests::{Answer, Call, base64};
use proptest::prelude::*;

use crate::apps::{App, BASIC};

/// Returns the answer to `call`, and what the callback saw.
fn ask(call: Call) -> (Answer, Vec<String>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let app = App::new();
    let answer = runtime.unwrap().block_on(app.send(call));
    (answer, app.seen.take())
}

/// Bytes that a header value may hold.
fn field_bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![Just(b'\t'), 0x20..=0x7e_u8, 0x80..=0xff_u8];
    prop::collection::vec(byte, 0..200)
}

/// Returns text that may follow a right scheme, or one that is nearly right.
fn mutated_scheme(scheme: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let start = prop_oneof![Just(scheme.to_owned()), "[A-Za-z]{0,8}"];
    (start, " {0,3}", field_bytes())
        .prop_map(|(start, spaces, rest)| [start.as_bytes(), spaces.as_bytes(), &rest].concat())
}

/// Returns text that is nearly Basic credentials.
fn nearly_basic() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![
        field_bytes(),
        prop::collection::vec(any::<u8>(), 0..80),
        "(admin|john|)(:|)(hello|[ -~]{0,120})".prop_map(String::into_bytes),
    ];
    let plain = text.prop_map(|text| format!("Basic {}", base64(text)).into_bytes());
    prop_oneof![
        plain.clone(),
        edited(plain, &["=", "+", "-", "_", "/", " ", ":"]),
        mutated_scheme("Basic")
    ]
}

/// Returns text that is nearly a token.
fn nearly_a_token(scheme: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let token = "(of-)?[!-~]{0,20} ?[!-~]{0,20}";
    let plain = token.prop_map(move |token| format!("{scheme}{token}").into_bytes());
    prop_oneof![
        edited(plain, &["of-", " ", "\t", "\u{e4}", "="]),
        mutated_scheme("Bearer")
    ]
}

/// The pieces that are put into Digest headers. Each has a meaning there.
const PIECES: &[&str] = &[
    ",",
    ", ",
    "=",
    "\"",
    "\\",
    "\\\"",
    " ",
    "\t",
    "%",
    "'",
    "-sess",
    "MD5",
    "SHA-256",
    "auth-int",
    "qop=auth,",
    "username*=UTF-8''J%C3%A4s%C3%B8n, ",
    "userhash=true, ",
    "userhash=false, ",
    "uri=\"/\", ",
    "opaque=\"x\", ",
    "nonce=\"x\", ",
    "nc=00000002, ",
    "cnonce=\"\", ",
    "algorithm=md5, ",
    "x=y, ",
    "{nonce}",
    "{response}",
    "{libcurl}",
    "%C3%A4",
    "{uri}",
    "nobody",
    "nopassword",
    "00000000",
];

/// Returns text that is nearly Digest credentials.
fn nearly_digest() -> impl Strategy<Value = Vec<u8>> {
    let username = prop_oneof![
        "username=\"[a-z]{0,8}\"",
        "username\\*=UTF-8''[a-z]{0,3}(%[0-9A-F]{2}){0,2}",
        "username=\"(nobody|nopassword|\\PC{1,5})\"",
        "username=\"[a-z]{0,2}(%[0-9A-Fa-f]{2}|%C3%[89AB][0-9A-F]){0,2}\"",
    ];
    let protection =
        "(|, nc=0000000[0-9a-fA-F], cnonce=\"[!#-~]{0,8}\", qop=(auth|\"auth\"|AUTH|auth-int))";
    let algorithm = "(|, algorithm=\"?(SHA-512-256|SHA-256|sha-256|MD5|MD6)(-sess)?\"?)";
    let response = "\\{(response|libcurl)\\}";
    let plain = (username, protection, algorithm, response).prop_map(|parts| {
        let (username, protection, algorithm, response) = parts;
        let rest = "realm=\"{realm}\", nonce=\"{nonce}\", opaque=\"{opaque}\", uri=\"{uri}\"";
        let list = format!("{username}, {rest}, response=\"{response}\"{protection}{algorithm}");
        format!("Digest {list}").into_bytes()
    });
    prop_oneof![
        plain.clone(),
        edited(plain, PIECES),
        mutated_scheme("Digest")
    ]
}

/// Returns the age of a nonce in seconds. It is any age, or near the end of the first three quarters or of the life.
fn age() -> impl Strategy<Value = u64> {
    prop_oneof![0..330_u64, 224..228_u64, 298..302_u64]
}

fn object() -> impl Strategy<Value = Object> {
    prop_oneof![
        Just(Object::All),
        Just(Object::Strong),
        Just(Object::Legacy)
    ]
}

/// Returns a header with a few cuts, each with a piece or a byte in the place of what was there.
fn edited(
    header: impl Strategy<Value = Vec<u8>>,
    pieces: &'static [&'static str],
) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
    ];
    let cut = (any::<prop::sample::Index>(), 0..4_usize, piece);
    (header, prop::collection::vec(cut, 0..3)).prop_map(|(mut header, cuts)| {
        for (at, length, piece) in cuts {
            let start = at.index(header.len() + 1);
            let end = (start + length).min(header.len());
            header.splice(start..end, piece);
        }
        hostile::legal(&header)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any plain username without a colon and any password without ASCII controls reach the callback as they are.
    #[test]
    fn credentials_reach_the_callback_as_they_are(username in "[^:\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]*", password in "[^\\x00-\\x1f\\x7f]*") {
        let (_, seen) = ask(Call::get("/basic").basic(&username, &password));
        prop_assert_eq!(seen, [format!("{username}:{password}")]);
    }

    /// And with a password that is known they make the user.
    #[test]
    fn the_user_is_the_one_who_logged_in(username in "[^:\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]*") {
        let (answer, _) = ask(Call::get("/basic").basic(&username, "sesame"));
        answer.assert_ok(&format!("Hello, {username}!"));
    }

    #[test]
    fn a_visible_token_reaches_the_callback_as_it_is(token in "[!-~]{1,100}") {
        let (_, seen) = ask(Call::get("/bearer").bearer(&token));
        prop_assert_eq!(seen, [token]);
    }

    #[test]
    fn a_key_reaches_the_callback_as_it_is(key in "[!-~]([ -~]{0,100}[!-~])?") {
        let (_, seen) = ask(Call::get("/key").header("x-api-key", &key));
        prop_assert_eq!(seen, [key]);
    }

    /// With a control character anywhere in the username, a bidirectional one included, the callback is not asked.
    #[test]
    fn control_characters_reach_no_callback(
        before in "[ -9;-~]*",
        control in "[\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]",
        after in "[ -9;-~]*",
    ) {
        let text = format!("{before}{control}{after}:sesame");
        let (answer, seen) = ask(Call::get("/basic").authorization(format!("Basic {}", base64(text))));
        answer.assert_refused(Reason::Malformed, &[BASIC]);
        prop_assert!(seen.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn case_22_basic_as_the_oracle_says(fields in prop::collection::vec(nearly_basic(), 0..3)) {
        hostile::basic(&fields);
        hostile::basic(fields.get(..1).unwrap_or_default());
    }

    #[test]
    fn case_22_bearer_as_the_oracle_says(fields in prop::collection::vec(nearly_a_token("Bearer "), 0..3)) {
        hostile::bearer(&fields);
        hostile::bearer(fields.get(..1).unwrap_or_default());
    }

    #[test]
    fn case_22_keys_as_the_oracle_says(fields in prop::collection::vec(nearly_a_token(""), 0..3)) {
        hostile::key(&fields);
        hostile::key(fields.get(..1).unwrap_or_default());
    }

    #[test]
    fn case_22_digest_as_the_oracle_says(object in object(), age in age(), header in nearly_digest()) {
        hostile::digest(object, Duration::from_secs(age), &header);
    }

    #[test]
    fn case_22_several_schemes_as_the_oracle_says(
        fields in prop::collection::vec(prop_oneof![nearly_digest(), nearly_basic(), nearly_a_token("Bearer ")], 0..3),
        keys in prop::collection::vec(nearly_a_token(""), 0..3),
    ) {
        hostile::multi(&fields, &keys);
        hostile::multi(fields.get(..1).unwrap_or_default(), &[]);
    }
}
