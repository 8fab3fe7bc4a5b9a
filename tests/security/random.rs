//! Case 22: random input. Whatever comes in is read as it was meant, or refused with a challenge; nothing panics.

use axum::http::StatusCode;
use httpauth::Reason;
use httpauth_tests::{Answer, Call, base64};
use proptest::prelude::*;

use crate::apps::{App, BASIC, BEARER, INVALID_TOKEN, KEY};

/// The answer to `call`, and what the callback saw.
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

/// What follows a right scheme, or nearly so.
fn mutated_scheme(scheme: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let start = prop_oneof![Just(scheme.to_owned()), "[A-Za-z]{0,8}"];
    (start, " {0,3}", field_bytes())
        .prop_map(|(start, spaces, rest)| [start.as_bytes(), spaces.as_bytes(), &rest].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any username without a colon and any password, both without control characters, reach the callback as they are.
    #[test]
    fn credentials_reach_the_callback_as_they_are(username in "[^:\\x00-\\x1f\\x7f]*", password in "[^\\x00-\\x1f\\x7f]*") {
        let (_, seen) = ask(Call::get("/basic").basic(&username, &password));
        prop_assert_eq!(seen, [format!("{username}:{password}")]);
    }

    /// And with a password that is known they make the user.
    #[test]
    fn the_user_is_the_one_who_logged_in(username in "[^:\\x00-\\x1f\\x7f]*") {
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

    /// With a control character anywhere, the callback is not asked.
    #[test]
    fn control_characters_reach_no_callback(before in "[ -~]*", control in "[\\x00-\\x1f\\x7f]", after in "[ -~]*") {
        let text = format!("{before}{control}{after}:sesame");
        let (answer, seen) = ask(Call::get("/basic").authorization(format!("Basic {}", base64(text))));
        answer.assert_refused(Reason::Malformed, &[BASIC]);
        prop_assert!(seen.is_empty());
    }

    #[test]
    fn random_bytes_are_no_basic_credentials(value in field_bytes()) {
        let (answer, _) = ask(Call::get("/basic").authorization(&value));
        prop_assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        prop_assert_eq!(answer.challenges(), [BASIC]);
    }

    #[test]
    fn nearly_basic_credentials_are_refused(value in mutated_scheme("Basic")) {
        let (answer, _) = ask(Call::get("/basic/optional").authorization(&value));
        prop_assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        prop_assert_eq!(answer.challenges(), [BASIC]);
    }

    /// Any bytes below base64: what reaches the callback has a colon and no control characters.
    #[test]
    fn any_bytes_in_base64(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let (answer, seen) = ask(Call::get("/basic").authorization(format!("Basic {}", base64(&bytes))));
        answer.assert_is(StatusCode::UNAUTHORIZED, &[BASIC], "Unauthorized Access");
        let legal = bytes.contains(&b':') && !bytes.iter().any(u8::is_ascii_control);
        prop_assert_eq!(seen.len(), usize::from(legal));
    }

    #[test]
    fn nearly_a_token_is_refused(value in mutated_scheme("Bearer")) {
        let (answer, seen) = ask(Call::get("/bearer/optional").authorization(&value));
        prop_assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let error = answer.error().unwrap().reason();
        let challenge = if error == Reason::Missing { BEARER } else { INVALID_TOKEN };
        prop_assert_eq!(answer.challenges(), [challenge]);
        prop_assert!(seen.iter().all(|token| token.bytes().all(|byte| byte.is_ascii_graphic())));
    }

    #[test]
    fn random_bytes_are_no_key(value in field_bytes()) {
        let (answer, seen) = ask(Call::get("/key").header("x-api-key", &value));
        prop_assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        prop_assert_eq!(answer.challenges(), [KEY]);
        prop_assert!(seen.iter().all(|key| key.bytes().all(|byte| matches!(byte, b' '..=b'~'))));
    }
}
