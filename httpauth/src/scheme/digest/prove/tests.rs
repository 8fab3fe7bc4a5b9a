//! Cases 34 and 72 to 75. A known user costs what an unknown one costs, and only a known one passes.

use super::super::param::Credentials;
use super::*;
use crate::scheme::digest::hash::MADE;

const REALM: &str = "http-auth@example.org";
const PASSWORD: &str = "Circle of Life";

/// The header of a client that hashes `ha1`, in the session form too.
fn header(algorithm: Algorithm, ha1: &[u8]) -> String {
    let unsigned = format!(
        "username=\"Mufasa\", realm=\"{REALM}\", nonce=\"n\", uri=\"/\", qop=auth, nc=00000001, cnonce=\"c\", \
         algorithm={algorithm}, response="
    );
    let credentials = format!("{unsigned}\"\"");
    let credentials = Credentials::parse(credentials.as_bytes()).unwrap();
    let stored = HexHash::from_hex(algorithm, ha1);
    let proof = proof(&credentials.signed, algorithm, &stored.unwrap());
    let response = proof.response(&hash::ha2(algorithm, b"GET", b"/"));
    format!("{unsigned}\"{}\"", response.as_str())
}

/// Checks the response. Returns true if it is right, and how many hashes that took.
fn checked(header: impl AsRef<[u8]>, algorithm: Algorithm, secret: Secret<'_>) -> (bool, usize) {
    let credentials = Credentials::parse(header.as_ref()).unwrap();
    let before = MADE.get();
    let (signed, method) = (&credentials.signed, &Method::GET);
    let proven = check(signed, algorithm, REALM, method, secret, |_| ());
    (proven.is_some(), MADE.get() - before)
}

fn ha1(algorithm: Algorithm) -> String {
    let ha1 = hash::ha1(algorithm, b"Mufasa", REALM.as_bytes(), PASSWORD.as_bytes());
    ha1.as_str().to_owned()
}

#[test]
fn case_34_unknown_users_cost_the_same_hashes() {
    for algorithm in Algorithm::ALL {
        let stored = ha1(algorithm);
        let header = header(algorithm, stored.as_bytes());
        let session = usize::from(algorithm.is_session());
        for (secret, right) in [(PASSWORD, true), ("circle of life", false), ("", false)] {
            let found = checked(&header, algorithm, Secret::Password(secret));
            assert_eq!(found, (right, 3 + session), "{algorithm} {secret:?}");
        }
        let other = "0123456789abcdef".repeat(algorithm.hex_len() / 16);
        for (secret, right) in [(&*stored, true), (&*other, false), ("", false)] {
            let found = checked(&header, algorithm, Secret::Ha1(secret));
            assert_eq!(found, (right, 2 + session), "{algorithm} {secret:?}");
        }
    }
}

/// A client that guesses what stands for nobody's HA1, or for an empty password, is right about it and does not pass.
#[test]
fn case_73_nobody_has_a_secret() {
    for algorithm in Algorithm::ALL {
        let empty = hash::ha1(algorithm, b"Mufasa", REALM.as_bytes(), b"");
        let forged = header(algorithm, empty.as_bytes());
        assert!(!checked(&forged, algorithm, Secret::Password("")).0);

        let nobody = HexHash::of_nobody(algorithm);
        let zeros = "0".repeat(algorithm.hex_len());
        assert_eq!(nobody.as_str(), zeros);
        let unsigned = header(algorithm, empty.as_bytes());
        let credentials = Credentials::parse(unsigned.as_bytes()).unwrap();
        let proof = proof(&credentials.signed, algorithm, &nobody);
        let response = proof.response(&hash::ha2(algorithm, b"GET", b"/"));
        let start = unsigned.rfind('=').unwrap();
        let forged = format!("{}=\"{}\"", &unsigned[..start], response.as_str());
        for stored in ["", " ", &zeros, &zeros[1..]] {
            assert!(
                !checked(&forged, algorithm, Secret::Ha1(stored)).0,
                "{stored:?}"
            );
        }
    }
}

/// Another realm's HA1, another algorithm's, or one cut short is not this user's.
#[test]
fn case_75_another_ha1() {
    for algorithm in Algorithm::ALL {
        let stored = ha1(algorithm);
        let header = header(algorithm, stored.as_bytes());
        let elsewhere = hash::ha1(algorithm, b"Mufasa", b"elsewhere", PASSWORD.as_bytes());
        assert!(!checked(&header, algorithm, Secret::Ha1(elsewhere.as_str())).0);
        for other in Algorithm::ALL
            .into_iter()
            .filter(|other| other.base() != algorithm.base())
        {
            assert!(
                !checked(&header, algorithm, Secret::Ha1(&ha1(other))).0,
                "{other}"
            );
        }
        assert!(!checked(&header, algorithm, Secret::Ha1(&stored[1..])).0);
        assert!(checked(&header, algorithm, Secret::Ha1(&stored.to_uppercase())).0);
    }
}

/// The response of a client that hashes the name and the password in the very bytes that it sends.
fn sent_in_latin1(username: &[u8], password: &[u8]) -> Vec<u8> {
    sent(username, username, password)
}

/// The response of a client that sends one name, and hashes another name and the password.
fn sent(username: &[u8], hashed: &[u8], password: &[u8]) -> Vec<u8> {
    let params = |response: &str| {
        let rest = format!(
            "\", realm=\"{REALM}\", nonce=\"n\", uri=\"/\", qop=auth, nc=00000001, cnonce=\"c\", response=\"{response}\""
        );
        [b"username=\"", username, rest.as_bytes()].concat()
    };
    let unsigned = params("");
    let credentials = Credentials::parse(&unsigned).unwrap();
    let ha1 = hash::ha1(Algorithm::Sha256, hashed, REALM.as_bytes(), password);
    let ha2 = hash::ha2(Algorithm::Sha256, b"GET", b"/");
    params(
        proof(&credentials.signed, Algorithm::Sha256, &ha1)
            .response(&ha2)
            .as_str(),
    )
}

/// A name that was sent in latin-1 may be hashed so. A character outside of latin-1 stays in UTF-8. Nobody passes by
/// it.
#[test]
fn names_and_passwords_in_latin1() {
    let right = |header: &[u8], password: &str| {
        let credentials = Credentials::parse(header).unwrap();
        let secret = Secret::Password(password);
        let (signed, method) = (&credentials.signed, &Method::GET);
        check(signed, Algorithm::Sha256, REALM, method, secret, |_| ()).is_some()
    };
    let latin1 = sent_in_latin1(b"J\xe4s\xf8n", b"\xe9t\xe9");
    assert!(right(&latin1, "\u{e9}t\u{e9}") && !right(&latin1, "\u{e9}t") && !right(&latin1, ""));
    let euro = sent_in_latin1(b"J\xe4s\xf8n", "\u{20ac}".as_bytes());
    assert!(right(&euro, "\u{20ac}") && !right(&euro, "\u{20ab}"));
    let nobody = sent_in_latin1(b"J\xe4s\xf8n", b"");
    assert!(!right(&nobody, ""));
    // A name in UTF-8 is hashed in UTF-8.
    let utf8 = sent_in_latin1("J\u{e4}s\u{f8}n".as_bytes(), b"\xe9t\xe9");
    assert!(!right(&utf8, "\u{e9}t\u{e9}"));
}

/// A client that hashes an empty password is right about nobody's, and does not learn it by the time of the second try.
#[test]
fn case_34_names_in_latin1_cost_the_same_hashes() {
    let forged = sent(b"J\xe4s\xf8n", "J\u{e4}s\u{f8}n".as_bytes(), b"");
    let check = |password| checked(&forged, Algorithm::Sha256, Secret::Password(password));
    assert_eq!((check("").0, check("")), (false, check("hello")));
}
