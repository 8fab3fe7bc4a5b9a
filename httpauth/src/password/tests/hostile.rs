//! Tests with stored hashes that ask for too much.

use proptest::strategy::Strategy;

use super::*;
use crate::password::format::{Stored, Unusable};
use crate::password::properties::stored_hash;

const MEMORY: usize = 128 << 20;
const TAIL: &str = "c2FsdHNhbHQ$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";
const HEX: &str = "6d3ff023bfdc9a979bfe443a1548c302299087c099489c01c8fe47ec0bad03f2";

fn hostile() -> Vec<String> {
    let phc = [
        "$argon2id$v=19$m=4294967295,t=1,p=1",
        "$argon2id$v=19$m=131073,t=1,p=1",
        "$argon2id$v=19$m=131072,t=9,p=1",
        "$argon2id$v=19$m=64,t=4294967295,p=1",
        "$argon2id$v=19$m=520,t=1,p=65",
        "$scrypt$ln=18,r=8,p=1",
        "$scrypt$ln=63,r=8,p=1",
        "$scrypt$ln=64,r=8,p=1",
        "$scrypt$ln=255,r=4294967295,p=4294967295",
        "$scrypt$ln=4,r=65536,p=65536",
        "$scrypt$ln=1,r=1,p=4294967295",
        "$scrypt$ln=1,r=4294967295,p=1",
        "$scrypt$ln=10,r=8,p=513",
        "$pbkdf2-sha256$i=4294967295",
        "$pbkdf2-sha256$i=5000001,l=32",
        "$pbkdf2-sha256$5000001",
        // Two blocks of output take every round twice.
        "$pbkdf2$2500001",
    ];
    let mut all: Vec<_> = phc.iter().map(|head| format!("{head}${TAIL}")).collect();
    all.push(format!("scrypt:9223372036854775808:8:1$salt${HEX}"));
    all.push(format!("scrypt:262144:8:1$salt${HEX}"));
    all.push(format!("pbkdf2:sha256:5000001$salt${HEX}"));
    all.push(format!("pbkdf2:sha512:4294967295$salt${HEX}"));
    all.extend(
        [16, 31, 99].map(|cost| {
            format!("$2b${cost}$RRFFe4zRJn2TknI0oSRG7.ECrm/ceu8vF6jg/PxNuMd2.1fPdE/aW")
        }),
    );
    all
}

#[test]
fn hostile_parameters_are_refused() {
    for stored in hostile() {
        assert_eq!(
            Stored::parse(&stored, MEMORY).err(),
            Some(Unusable::TooCostly),
            "{stored}"
        );
    }
}

#[test]
fn the_dearest_that_is_granted_is_what_others_recommend() {
    for head in [
        "$argon2id$v=19$m=65536,t=3,p=4",
        "$argon2id$v=19$m=131072,t=8,p=1",
        "$scrypt$ln=17,r=8,p=1",
        "$scrypt$ln=14,r=8,p=5",
        "$pbkdf2-sha256$1300000",
    ] {
        assert!(
            Stored::parse(&format!("{head}${TAIL}"), MEMORY).is_ok(),
            "{head}"
        );
    }
}

#[test]
fn the_memory_limit_is_the_limit() {
    let granted = |head: &str, memory| Stored::parse(&format!("{head}${TAIL}"), memory).is_ok();
    assert!(granted("$argon2id$v=19$m=1024,t=1,p=1", 1 << 20));
    assert!(!granted("$argon2id$v=19$m=1024,t=1,p=1", (1 << 20) - 1));
    assert!(granted("$scrypt$ln=10,r=8,p=1", 1 << 20));
    assert!(!granted("$scrypt$ln=10,r=8,p=1", (1 << 20) - 1));
}

#[test]
fn no_limit_is_too_low_for_our_own_hashes() {
    let limits = Limits::default().memory(0);
    assert!(Stored::parse(&crate::password::hash("hello").unwrap(), limits.memory).is_ok());
}

#[tokio::test]
async fn hostile_and_malformed_hashes_cost_one_decoy_and_are_no() {
    let verifier = verifier(small());
    let refused = formats::refused().into_iter().map(|(stored, _)| stored);
    for stored in hostile().into_iter().chain(refused) {
        let before = verifier.usage().hashes;
        assert_eq!(
            verifier.verify("hello", Some(&stored)).await,
            Ok(false),
            "{stored}"
        );
        assert_eq!(
            verifier.verify(&stored, Some(&stored)).await,
            Ok(false),
            "{stored}"
        );
        assert_eq!(verifier.usage().hashes, before + 2, "{stored}");
    }
}

#[test]
fn work_memory_is_kept_wiped_and_held_once() {
    let mut area = WorkArea::default();
    let verify = |stored: &str, area: &mut WorkArea| {
        let parsed = Stored::parse(stored, MEMORY).unwrap();
        derive::matches(&parsed, b"hello", area).unwrap()
    };
    verify(&format!("$argon2id$v=19$m=256,t=1,p=1${TAIL}"), &mut area);
    let at = area.kept().as_ptr();
    assert_eq!(area.kept().len(), 256);
    verify(&format!("$argon2id$v=19$m=64,t=1,p=1${TAIL}"), &mut area);
    assert_eq!(
        (area.kept().as_ptr(), area.kept().len()),
        (at, 256),
        "the same memory again"
    );
    let words = area.kept().iter().flat_map(AsRef::as_ref);
    assert!(words.copied().all(|word: u64| word == 0), "wiped");
    // scrypt brings its own memory, so the other must be gone by then.
    verify(&format!("$scrypt$ln=4,r=8,p=1${TAIL}"), &mut area);
    assert!(area.kept().is_empty());
}

#[test]
fn work_memory_is_wiped_when_the_work_panics() {
    let mut area = WorkArea::default();
    let work = std::panic::AssertUnwindSafe(|| {
        let mut loan = area.blocks(4).unwrap();
        loan.as_mut()[2].as_mut()[5] = 42;
        panic!("in the midst of it");
    });
    assert!(std::panic::catch_unwind(work).is_err());
    assert!(
        area.kept()
            .iter()
            .flat_map(AsRef::as_ref)
            .all(|word: &u64| *word == 0)
    );
}

/// The pieces that a stored hash is made of, to be put together in any order.
const PIECES: &[&str] = &[
    "$",
    ":",
    ",",
    "=",
    "argon2id",
    "argon2i",
    "argon2d",
    "v=19",
    "v=16",
    "m=64,t=1,p=1",
    "m=4294967295",
    "t=4294967295",
    "scrypt",
    "ln=4,r=8,p=1",
    "ln=63",
    "16:8:1",
    "r=4294967295",
    "pbkdf2",
    "pbkdf2-sha1",
    "pbkdf2-sha512",
    "sha256",
    "i=1000",
    "l=32",
    "1000",
    "2b",
    "2a",
    "2x",
    "04",
    "31",
    "c2FsdHNhbHQ",
    "eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo",
    "RRFFe4zRJn2TknI0oSRG7.ECrm/ceu8vF6jg/PxNuMd2.1fPdE/aW",
    "6d3ff023bfdc9a979bfe443a1548c302",
    "0",
    "18446744073709551616",
];

/// Returns a hash of each format, for the property below to start from.
fn stems() -> Vec<String> {
    let phc = [
        "argon2id$v=19$m=64,t=1,p=1",
        "scrypt$ln=4,r=8,p=1",
        "pbkdf2-sha512$i=1000,l=32",
        "pbkdf2$1000",
    ];
    let mut stems: Vec<_> = phc.iter().map(|head| format!("${head}${TAIL}")).collect();
    stems.push(format!("scrypt:16:8:1$salt${HEX}"));
    stems.push(format!("pbkdf2:sha1:1000$salt${HEX}"));
    stems.push("$2b$04$RRFFe4zRJn2TknI0oSRG7.ECrm/ceu8vF6jg/PxNuMd2.1fPdE/aW".to_owned());
    stems
}

proptest::proptest! {
    #[test]
    fn case_22_any_stored_hash(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12), text in "\\PC{0,80}") {
        stored_hash(&pieces.concat());
        stored_hash(&text);
    }

    /// Checks stored hashes that claim costs of all lengths.
    #[test]
    fn case_22_any_cost_of_a_stored_hash(lengths in proptest::array::uniform3(0..32_u32), numbers: [u32; 3]) {
        let [one, two, three] = std::array::from_fn(|at| numbers[at] >> lengths[at]);
        for head in ["pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512"] {
            stored_hash(&format!("${head}${one}${TAIL}"));
            stored_hash(&format!("${head}$i={one}${TAIL}"));
        }
        stored_hash(&format!("pbkdf2:sha1:{one}$salt${HEX}"));
        stored_hash(&format!("$argon2id$v=19$m={one},t={two},p={three}${TAIL}"));
        stored_hash(&format!("$scrypt$ln={},r={two},p={three}${TAIL}", one % 70));
        stored_hash(&format!("scrypt:{}:{two}:{three}$salt${HEX}", 1_u128 << (one % 70)));
        stored_hash(&format!("$2b${:02}$RRFFe4zRJn2TknI0oSRG7.ECrm/ceu8vF6jg/PxNuMd2.1fPdE/aW", one % 100));
    }

    /// Checks stored hashes in which something else replaces a part.
    #[test]
    fn case_22_any_change_of_a_stored_hash(
        stem in proptest::sample::select(stems()),
        at: proptest::sample::Index,
        length in 0..4_usize,
        piece in proptest::prop_oneof![proptest::sample::select(PIECES).prop_map(str::to_owned), "[0-9]{1,20}", "\\PC{0,2}"],
    ) {
        stored_hash(&stem);
        let (start, end) = (at.index(stem.len()), (at.index(stem.len()) + length).min(stem.len()));
        stored_hash(&format!("{}{piece}{}", &stem[..start], &stem[end..]));
    }
}
