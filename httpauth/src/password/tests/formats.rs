//! Tests of stored hashes, of unknown formats and of our own.

use super::*;
use crate::password::format::{Stored, Unusable};
use crate::password::{hash, needs_rehash};

const MEMORY: usize = 128 << 20;
const OUT: &str = "eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";
const HEX: &str = "6d3ff023bfdc9a979bfe443a1548c302299087c099489c01c8fe47ec0bad03f2";
const BCRYPT: &str = "RRFFe4zRJn2TknI0oSRG7.ECrm/ceu8vF6jg/PxNuMd2.1fPdE/aW";

/// Returns stored hashes that are refused, each with the reason.
pub(super) fn refused() -> Vec<(String, Unusable)> {
    let unknown = [
        "",
        "hello",
        "$",
        "$$",
        ":",
        "plain:hello",
        "$1$salt$hash",
        "$6$salt$hash",
        "md5$salt$hash",
        "sha256$salt$hash",
        "{SSHA}xyz",
        "$argon2x$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$",
        "$argon2$v=19$",
        "$2$04$",
        "$bcrypt-sha256$v=2,t=2b,r=12$",
        " $2b$04$",
        "SCRYPT:1024:8:1$s$00",
        "scrypt$salt$00",
        "pbkdf2$salt$00",
    ];
    let malformed = [
        "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ".to_owned(),
        format!("$argon2id$v=19$m=64,t=1,p=1${OUT}"),
        format!("$argon2id$v=19$m=64,t=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=64,t=1,p=1,data=AAAA$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=64,t=1,p=1,m=64$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=18$m=64,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=064,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=-64,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=99999999999,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=7,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=64,t=1,p=0$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$v=19$m=64,t=1,p=1$c2FsdA${OUT}"),
        "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$".to_owned(),
        // The PHC specification allows ten bytes, which are too few to be told from chance.
        "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAA".to_owned(),
        format!("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ${OUT}$more"),
        format!("$scrypt$ln=0,r=8,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$scrypt$ln=300,r=8,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$scrypt$ln=4,r=0,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$scrypt$v=1$ln=4,r=8,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$pbkdf2-sha256$0$c2FsdHNhbHQ${OUT}"),
        format!("$pbkdf2-sha256$007$c2FsdHNhbHQ${OUT}"),
        "$pbkdf2-sha256$7$c2FsdHNhbHQ".to_owned(),
        "$pbkdf2-sha256$7$c2FsdHNhbHQ$".to_owned(),
        format!("$pbkdf2-sha256$7$${OUT}"),
        format!("$pbkdf2-sha256$i=7,l=31$c2FsdHNhbHQ${OUT}"),
        format!("$pbkdf2-sha256$l=32$c2FsdHNhbHQ${OUT}"),
        format!("$2b$4${BCRYPT}"),
        format!("$2b$004${BCRYPT}"),
        format!("$2b$+4${BCRYPT}"),
        format!("$2b$03${BCRYPT}"),
        format!("$2b$04${BCRYPT}a"),
        "$2b$04$".to_owned(),
        format!("$2b$04${}", BCRYPT.replace('R', "=")),
        format!("$2b$04${}ß", &BCRYPT[..51]),
        format!("scrypt:1000:8:1$salt${HEX}"),
        format!("scrypt:0:8:1$salt${HEX}"),
        format!("scrypt:1:8:1$salt${HEX}"),
        format!("scrypt:1024:8$salt${HEX}"),
        format!("scrypt:1024:8:1:1$salt${HEX}"),
        format!("scrypt:1024:8:1$${HEX}"),
        "scrypt:1024:8:1$salt$".to_owned(),
        "scrypt:1024:8:1$salt$00".to_owned(),
        format!("scrypt:1024:8:1$salt${HEX}0"),
        format!("scrypt:1024:8:1$salt${HEX}+1"),
        format!("scrypt:1024:8:1$salt${HEX}$"),
        format!("pbkdf2:md5:500$salt${HEX}"),
        format!("pbkdf2:sha256:0$salt${HEX}"),
        format!("pbkdf2:sha256:-1$salt${HEX}"),
        format!("pbkdf2:sha256: 500$salt${HEX}"),
        format!("pbkdf2:sha256$salt${HEX}"),
        format!("pbkdf2:sha256:500$salt${HEX}{HEX}{HEX}"),
        format!("pbkdf2:sha256:500$salt${}", "0".repeat(5000)),
        format!("$2x$04${BCRYPT}"),
    ];
    let unknown = unknown.map(|stored| (stored.to_owned(), Unusable::Unknown));
    let mut all: Vec<_> = unknown.into_iter().collect();
    all.extend(malformed.map(|stored| (stored, Unusable::Malformed)));
    all.last_mut().unwrap().1 = Unusable::Unknown;
    all
}

#[test]
fn what_is_no_hash_is_refused_with_a_reason() {
    for (stored, reason) in refused() {
        assert_eq!(
            Stored::parse(&stored, MEMORY).err(),
            Some(reason),
            "{stored}"
        );
        assert!(needs_rehash(&stored), "{stored}");
    }
}

/// Tests that a text longer than any hash is not looked at, whatever it may be.
#[test]
fn a_text_of_absurd_length_is_not_read() {
    for (length, reason) in [
        (1024, Unusable::Unknown),
        (1025, Unusable::Malformed),
        (1026, Unusable::Malformed),
    ] {
        let refused = Stored::parse(&"x".repeat(length), MEMORY).err();
        assert_eq!(refused, Some(reason), "{length}");
    }
}

#[test]
fn the_stems_of_the_refused_are_good() {
    for stored in [
        format!("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$argon2id$m=64,t=1,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$scrypt$ln=4,r=8,p=1$c2FsdHNhbHQ${OUT}"),
        format!("$pbkdf2-sha256$7$c2FsdHNhbHQ${OUT}"),
        format!("$pbkdf2-sha256$i=7,l=32$c2FsdHNhbHQ${OUT}"),
        format!("$pbkdf2-sha256$i=7$c2FsdHNhbHQ${OUT}"),
        format!("$2b$04${BCRYPT}"),
        format!("scrypt:1024:8:1$salt${HEX}"),
        format!("pbkdf2:sha256:500$salt${HEX}"),
    ] {
        assert_eq!(Stored::parse(&stored, MEMORY).err(), None, "{stored}");
    }
}

#[test]
fn a_new_hash_is_owasps_argon2id_and_verifies() {
    let stored = hash("p£ss:wörd").unwrap();
    assert!(
        stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{stored}"
    );
    assert_ne!(stored, hash("p£ss:wörd").unwrap());
    let parsed = Stored::parse(&stored, MEMORY).unwrap();
    assert_eq!((parsed.salt.len(), parsed.expected.len()), (16, 32));
    assert!(derive::matches(&parsed, "p£ss:wörd".as_bytes(), &mut WorkArea::default()).unwrap());
    assert!(!needs_rehash(&stored));
}

#[test]
fn weaker_than_a_new_hash_needs_one() {
    let strong =
        |parameters: &str| format!("$argon2id$v=19${parameters}$c2FsdHNhbHRzYWx0c2FsdA${OUT}");
    for parameters in ["m=19456,t=2,p=1", "m=65536,t=3,p=4"] {
        assert!(!needs_rehash(&strong(parameters)), "{parameters}");
    }
    for parameters in ["m=19455,t=2,p=1", "m=19456,t=1,p=1", "m=4194304,t=2,p=1"] {
        assert!(needs_rehash(&strong(parameters)), "{parameters}");
    }
    let current = strong("m=19456,t=2,p=1");
    assert!(needs_rehash(&current.replace("argon2id", "argon2i")));
    assert!(needs_rehash(&current.replace("v=19", "v=16")));
    assert!(needs_rehash(
        &current.replace("c2FsdHNhbHRzYWx0c2FsdA", "c2FsdHNhbHQ")
    ));
    assert!(needs_rehash(
        &current.replace(OUT, "eu6kTfbJFfB1DTlgxgrLwA")
    ));
    for vector in vectors::all() {
        assert!(needs_rehash(vector.stored), "{}", vector.label);
    }
}

#[test]
fn a_stored_hash_shows_nothing_in_debug_output_of_errors() {
    let refusal = Stored::parse("my plain password", MEMORY).err().unwrap();
    assert!(!format!("{refusal:?} {refusal}").contains("plain"));
}
