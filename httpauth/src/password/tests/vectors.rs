//! Tests with hashes that other software made, as `tests/vectors/README.md` tells.

use super::*;
use crate::password::format::{Stored, Unusable};

const VECTORS: &str = include_str!("../../../tests/vectors/passwords.txt");
const MEMORY: usize = 128 << 20;

pub(super) struct Vector {
    pub(super) label: &'static str,
    matches: bool,
    password: String,
    pub(super) stored: &'static str,
}

pub(super) fn all() -> Vec<Vector> {
    let lines = VECTORS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| read(line).expect(line)).collect()
}

fn read(line: &'static str) -> Option<Vector> {
    let [label, verdict, password, stored] =
        line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let bytes = (0..password.len()).step_by(2);
    let bytes = bytes.map(|at| u8::from_str_radix(&password[at..at + 2], 16).unwrap());
    Some(Vector {
        label,
        matches: verdict == "match",
        password: String::from_utf8(bytes.collect()).ok()?,
        stored,
    })
}

#[test]
fn every_format_has_vectors_of_both_verdicts() {
    let all = all();
    assert!(all.len() >= 60, "{} vectors", all.len());
    for maker in [
        "argon2-tool/argon2i",
        "argon2-tool/argon2d",
        "argon2-tool/argon2id",
        "argon2-cffi",
        "passlib/argon2",
        "passlib/scrypt",
        "passlib/pbkdf2-sha1",
        "passlib/pbkdf2-sha256",
        "passlib/pbkdf2-sha512",
        "hashlib/phc-pbkdf2-sha1",
        "hashlib/phc-pbkdf2-sha256",
        "hashlib/phc-pbkdf2-sha512",
        "passlib/bcrypt/2a",
        "passlib/bcrypt/2b",
        "passlib/bcrypt/2y",
        "pyca-bcrypt",
        "werkzeug/scrypt",
        "werkzeug/pbkdf2/sha1",
        "werkzeug/pbkdf2/sha256",
        "werkzeug/pbkdf2/sha512",
    ] {
        for verdict in [true, false] {
            let found = all
                .iter()
                .any(|v| v.label.starts_with(maker) && v.matches == verdict);
            assert!(found, "{maker}: {verdict}");
        }
    }
}

#[test]
fn vectors_verify_as_their_makers_say() {
    let mut area = WorkArea::default();
    for Vector {
        label,
        matches,
        password,
        stored,
    } in all()
    {
        let parsed =
            Stored::parse(stored, MEMORY).unwrap_or_else(|refusal| panic!("{label}: {refusal}"));
        assert_eq!(
            derive::matches(&parsed, password.as_bytes(), &mut area).unwrap(),
            matches,
            "{label}"
        );
    }
}

#[tokio::test]
async fn vectors_verify_through_the_front_door() {
    let verifier = verifier(Limits::default());
    for Vector {
        label,
        matches,
        password,
        stored,
    } in all()
    {
        assert_eq!(
            verifier.verify(&password, Some(stored)).await,
            Ok(matches),
            "{label}"
        );
    }
}

#[test]
fn no_vector_matches_when_its_hash_is_another() {
    let mut area = WorkArea::default();
    for Vector {
        label,
        password,
        stored,
        ..
    } in all()
    {
        let mut parsed = Stored::parse(stored, MEMORY).unwrap();
        *parsed.expected.last_mut().unwrap() ^= 1;
        assert!(
            !derive::matches(&parsed, password.as_bytes(), &mut area).unwrap(),
            "{label}"
        );
    }
}

#[test]
fn a_vector_that_is_cut_or_bent_is_refused_or_read_and_never_panics() {
    for Vector { label, stored, .. } in all() {
        for end in 0..stored.len() {
            // A hash without its tail may still be long enough to be one.
            if let Ok(parsed) = Stored::parse(&stored[..end], MEMORY) {
                let whole = Stored::parse(stored, MEMORY).unwrap();
                assert!(
                    parsed.expected.len() < whole.expected.len() && parsed.expected.len() >= 16,
                    "{label}"
                );
            }
            for byte in [
                b'$', b'=', b',', b':', b'0', b'9', b' ', b'+', b'-', 0, 0x7f,
            ] {
                let mut bent = stored.as_bytes().to_vec();
                bent[end] = byte;
                let _: Result<Stored, Unusable> =
                    Stored::parse(&String::from_utf8(bent).unwrap(), MEMORY);
            }
            let _ = Stored::parse(&format!("{}ß{}", &stored[..end], &stored[end..]), MEMORY);
        }
    }
}
