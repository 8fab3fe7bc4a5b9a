//! Tests of verifying one password that is right, wrong, unknown, overloaded, remembered or forgotten.

use std::sync::Mutex;

use axum::response::IntoResponse as _;

use super::*;
use crate::password::area::OutOfMemory;
use crate::password::format::Stored;
use crate::password::{HashError, MAX_PASSWORD_LEN, hash};

#[tokio::test]
async fn right_is_true_wrong_is_false_and_each_is_one_hash() {
    let verifier = verifier(small());
    let stored = cheap("hello");
    assert_eq!(verifier.verify("Hello", Some(&stored)).await, Ok(false));
    assert_eq!(verifier.verify("", Some(&stored)).await, Ok(false));
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    assert_eq!(verifier.usage().hashes, 3);
}

#[tokio::test]
async fn case_117_a_right_password_is_remembered_and_a_wrong_one_is_not() {
    let verifier = verifier(small());
    let stored = cheap("hello");
    for _ in 0..5 {
        assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    }
    assert_eq!(verifier.usage().hashes, 1);
    for round in 1..=5 {
        assert_eq!(verifier.verify("wrong", Some(&stored)).await, Ok(false));
        assert_eq!(verifier.usage().hashes, 1 + round);
    }
}

#[tokio::test]
async fn a_remembered_password_is_forgotten_in_time() {
    let clock = Clock::default();
    let limits = small().cache_age(Duration::from_secs(60));
    let verifier = Verifier::new(limits, clock.clone(), derive::matches).unwrap();
    let stored = cheap("hello");
    for (seconds, hashes) in [(0, 1), (30, 1), (31, 2), (59, 2), (1, 3)] {
        advance(&clock, Duration::from_secs(seconds));
        assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
        assert_eq!(verifier.usage().hashes, hashes, "after {seconds} more");
    }
}

#[tokio::test]
async fn a_changed_password_or_deleted_user_is_refused_at_once() {
    let verifier = verifier(small());
    let (old, new) = (cheap("hello"), cheap("changed"));
    assert_eq!(verifier.verify("hello", Some(&old)).await, Ok(true));
    assert_eq!(verifier.verify("hello", Some(&new)).await, Ok(false));
    assert_eq!(verifier.verify("changed", Some(&new)).await, Ok(true));
    assert_eq!(verifier.verify("hello", None).await, Ok(false));
    assert_eq!(verifier.usage().hashes, 4);
}

#[tokio::test]
async fn an_unknown_user_costs_what_a_known_one_does() {
    static SEEN: Mutex<Vec<(crate::password::format::Shape, usize)>> = Mutex::new(Vec::new());
    fn spy(stored: &Stored, password: &[u8], area: &mut WorkArea) -> Result<bool, OutOfMemory> {
        SEEN.lock().unwrap().push((stored.shape(), password.len()));
        derive::matches(stored, password, area)
    }
    let verifier = Verifier::new(small(), Clock::default(), spy).unwrap();
    let phc = "$pbkdf2-sha256$7$c2FsdHNhbHQ$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";
    for stored in [cheap("hello").as_str(), phc] {
        assert_eq!(verifier.verify("wrong", Some(stored)).await, Ok(false));
        assert_eq!(verifier.verify("wrong", None).await, Ok(false));
        assert_eq!(verifier.verify("wrong", Some("plain")).await, Ok(false));
        let seen = std::mem::take(&mut *SEEN.lock().unwrap());
        assert_eq!(seen.len(), 3);
        assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    }
}

#[tokio::test]
async fn the_first_unknown_user_costs_what_a_new_hash_does() {
    fn spy(stored: &Stored, _: &[u8], _: &mut WorkArea) -> Result<bool, OutOfMemory> {
        Ok(stored.shape() == crate::password::hash::CURRENT)
    }
    // A decoy that "matches" is still a no.
    let verifier = Verifier::new(small(), Clock::default(), spy).unwrap();
    assert_eq!(verifier.verify("hello", None).await, Ok(false));
    let current = crate::password::hash("hello").unwrap();
    assert_eq!(
        verifier.verify("anything", Some(&current)).await,
        Ok(true),
        "the spy's answer"
    );
    assert_eq!(
        verifier.verify("anything", Some("malformed")).await,
        Ok(false)
    );
    assert_eq!(verifier.usage().hashes, 3);
}

#[tokio::test]
async fn overload_is_neither_right_nor_wrong_and_tells_nothing_of_users() {
    let verifier = verifier(small().queue(0).retry_after(Duration::from_millis(1500)));
    let (stored, cached) = (cheap("hello"), cheap("cached"));
    assert_eq!(verifier.verify("cached", Some(&cached)).await, Ok(true));
    let gate = close(&verifier.pool).await;
    for (password, stored) in [
        ("hello", Some(&*stored)),
        ("wrong", Some(&*stored)),
        ("hello", None),
        ("x", Some("plain")),
    ] {
        let overloaded = verifier.verify(password, stored).await.unwrap_err();
        let response = overloaded.into_response();
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()["retry-after"], "2");
        assert!(!response.headers().contains_key("www-authenticate"));
    }
    assert_eq!(
        verifier
            .hash("hello")
            .await
            .unwrap_err()
            .into_response()
            .status(),
        503
    );
    assert_eq!(
        verifier.verify("cached", Some(&cached)).await,
        Ok(true),
        "who is known needs no permit"
    );
    drop(gate);
    until(|| verifier.usage().running == 0).await;
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    assert_eq!(
        verifier.usage().hashes,
        2,
        "no refused question was worked on"
    );
}

#[tokio::test]
async fn a_panic_or_lack_of_memory_is_not_a_pass_and_not_for_ever() {
    fn unstable(
        stored: &Stored,
        password: &[u8],
        area: &mut WorkArea,
    ) -> Result<bool, OutOfMemory> {
        match password {
            b"panic" => panic!("a test's own panic"),
            b"memory" => Err(OutOfMemory),
            _ => derive::matches(stored, password, area),
        }
    }
    let verifier = Verifier::new(small(), Clock::default(), unstable).unwrap();
    for password in ["panic", "memory"] {
        let stored = cheap(password);
        for _ in 0..3 {
            assert!(verifier.verify(password, Some(&stored)).await.is_err());
        }
        assert!(verifier.verify(password, None).await.is_err());
    }
    assert_eq!(
        verifier.verify("hello", Some(&cheap("hello"))).await,
        Ok(true)
    );
}

#[tokio::test]
async fn case_35_bcrypt_never_truncates_and_charges_for_the_attempt() {
    let verifier = verifier(small());
    let vectors = vectors::all();
    let stored = vectors
        .iter()
        .find(|v| v.label == "pyca-bcrypt/72")
        .unwrap()
        .stored;
    for (length, matches) in [(71, false), (72, true), (73, false), (1000, false)] {
        let before = verifier.usage().hashes;
        assert_eq!(
            verifier.verify(&"x".repeat(length), Some(stored)).await,
            Ok(matches),
            "{length}"
        );
        assert_eq!(verifier.usage().hashes, before + 1);
    }
}

#[tokio::test]
async fn a_password_of_absurd_length_is_a_no_at_the_usual_price() {
    let verifier = verifier(small());
    let longest = "x".repeat(MAX_PASSWORD_LEN);
    let stored = cheap(&longest);
    assert_eq!(verifier.verify(&longest, Some(&stored)).await, Ok(true));
    let longer = "x".repeat(MAX_PASSWORD_LEN + 1);
    let empty = cheap("");
    for stored in [Some(cheap(&longer)), Some(empty), None] {
        let before = verifier.usage().hashes;
        assert_eq!(verifier.verify(&longer, stored.as_deref()).await, Ok(false));
        assert_eq!(verifier.usage().hashes, before + 1);
    }
    assert_eq!(HashError::TooLong.into_response().status(), 400);
}

#[tokio::test]
async fn a_password_is_hashed_up_to_the_longest_and_no_further() {
    let verifier = verifier(small());
    for (length, fits) in [
        (MAX_PASSWORD_LEN, true),
        (MAX_PASSWORD_LEN + 1, false),
        (MAX_PASSWORD_LEN + 2, false),
    ] {
        let password = "x".repeat(length);
        for hashed in [verifier.hash(&password).await, hash(&password)] {
            match hashed {
                Ok(_) => assert!(fits, "{length}"),
                Err(error) => assert_eq!((error, fits), (HashError::TooLong, false)),
            }
        }
    }
    // A password that is too long fails before it waits for a permit.
    assert_eq!(verifier.usage().hashes, 1);
}

#[tokio::test]
async fn hashing_off_the_executor_takes_a_permit() {
    let verifier = verifier(small());
    let stored = verifier.hash("hello").await.unwrap();
    assert_eq!(verifier.usage().hashes, 1);
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    assert_eq!(verifier.usage().hashes, 2);
}

#[test]
fn the_limits_are_settled_by_the_first_who_sets_or_uses_them() {
    // This is the only test of the process-wide state.
    let before = crate::password::usage();
    assert_eq!(
        (before.hashes, before.permits),
        (0, Limits::default().permits)
    );
    Limits::default().permits(1).set().unwrap();
    assert!(Limits::default().set().is_err());
    let verify = async { crate::password::verify("hello", Some(&cheap("hello"))).await };
    let answer = std::thread::spawn(|| {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(verify)
    });
    assert_eq!(answer.join().unwrap(), Ok(true));
    assert_eq!(crate::password::usage().hashes, 1);
    assert_eq!(crate::password::usage().permits, 1);
}
