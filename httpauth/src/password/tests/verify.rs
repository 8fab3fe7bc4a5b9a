//! Tests of verifying one password that is right, wrong, unknown, overloaded, remembered or forgotten.

use axum::response::IntoResponse as _;

use super::*;
use crate::password::area::OutOfMemory;
use crate::password::format::Shape;
use crate::password::{HashError, LimitsError, MAX_PASSWORD_LEN, hash};

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
    let clock = Clock::stopped();
    let limits = small().cache_age(Duration::from_secs(60));
    let verifier = Verifier::new(limits, clock.clone(), Box::new(derive::matches)).unwrap();
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

/// The work of each hash, and the length of its password.
type Seen = Arc<Mutex<Vec<(Shape, usize)>>>;

/// Returns a verifier that notes the work of each hash in a list, and answers yes.
fn spied_on(limits: Limits) -> (Verifier, Seen) {
    let seen = Seen::default();
    let list = Arc::clone(&seen);
    let spy = move |stored: &Stored, password: &[u8], _: &mut WorkArea| {
        lock(&list).push((stored.shape(), password.len()));
        Ok(true)
    };
    let verifier = Verifier::new(limits, Clock::default(), Box::new(spy)).unwrap();
    (verifier, seen)
}

#[tokio::test]
async fn an_unknown_user_costs_what_a_new_hash_does_whatever_was_hashed_before() {
    const PHC: &str = "$pbkdf2-sha256$7$c2FsdHNhbHQ$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";
    let (verifier, seen) = spied_on(Limits::default().permits(1));
    let current = crate::password::hash("hello").unwrap();
    for stored in [current.as_str(), &cheap("hello"), PHC] {
        // A decoy that "matches" is still a no.
        assert_eq!(verifier.verify("wrong", None).await, Ok(false));
        assert_eq!(verifier.verify("wrong", Some("plain")).await, Ok(false));
        assert_eq!(
            verifier.verify("wrong", Some(stored)).await,
            Ok(true),
            "the spy's answer"
        );
        let seen = std::mem::take(&mut *lock(&seen));
        assert_eq!(seen[..2], [(crate::password::hash::CURRENT, 5); 2]);
        assert_eq!(seen[2] == seen[0], stored == current);
    }
}

#[tokio::test]
async fn case_140_an_unknown_user_costs_what_the_decoy_does() {
    const BCRYPT: &str = "$2b$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q";
    for decoy in [BCRYPT, &cheap("nobody")] {
        let (verifier, seen) = spied_on(Limits::default().permits(1).decoy(decoy));
        for stored in [None, Some("plain"), Some(decoy)] {
            let _ = verifier.verify("wrong", stored).await;
        }
        let seen = lock(&seen);
        assert_eq!(seen.len(), 3);
        assert!(seen.iter().all(|one| *one == seen[2]), "{seen:?}");
    }
}

#[test]
fn an_unusable_decoy_is_an_error_and_settles_nothing() {
    let dear =
        "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";
    for limits in [
        Limits::default().decoy("sesame"),
        Limits::default().decoy(""),
        Limits::default().decoy("$2b$16$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q"),
        // The order of the two does not matter.
        Limits::default().decoy(dear).memory(32 << 20),
        Limits::default().memory(32 << 20).decoy(dear),
    ] {
        assert_eq!(limits.set(), Err(LimitsError::UnusableDecoy));
        assert_eq!(
            limits.decoy_shape().check(limits.memory).is_ok(),
            !format!("{limits:?}").contains("65536")
        );
        assert!(!format!("{limits:?}").contains("sesame"));
    }
}

#[tokio::test]
async fn overload_is_neither_right_nor_wrong_and_tells_nothing_of_users() {
    let limits = small().wait(Duration::ZERO);
    let verifier = verifier(limits.retry_after(Duration::from_millis(1500)));
    let stored = cheap("hello");
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
    let overloaded = verifier.hash("hello").await.unwrap_err();
    assert_eq!(overloaded.into_response().status(), 503);
    drop(gate);
    until(|| verifier.usage().running == 0).await;
    assert_eq!(verifier.usage().hashes, 0, "nothing refused was worked on");
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
}

#[tokio::test]
async fn whoever_is_remembered_needs_no_permit() {
    let verifier = verifier(small().wait(Duration::ZERO));
    let stored = cheap("hello");
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    let _gate = close(&verifier.pool).await;
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    assert!(verifier.verify("wrong", Some(&stored)).await.is_err());
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
    let verifier = Verifier::new(small(), Clock::default(), Box::new(unstable)).unwrap();
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
