//! Tests of single flight, by which all who ask the same share one hash, whoever of them leaves.

use std::sync::Arc;

use super::*;
use crate::password::Overloaded;

type Asked = tokio::task::JoinHandle<Result<bool, Overloaded>>;

/// Asks from a task of its own, and returns when the question is on its way.
async fn ask(verifier: &Arc<Verifier>, password: &str, stored: Option<&str>) -> Asked {
    let (verifier, password, stored) = (
        Arc::clone(verifier),
        password.to_owned(),
        stored.map(str::to_owned),
    );
    let asked = tokio::spawn(async move { verifier.verify(&password, stored.as_deref()).await });
    // One turn of a current-thread runtime polls it, and a verification has just one point to wait at.
    tokio::task::yield_now().await;
    asked
}

#[tokio::test]
async fn equal_questions_are_one_hash() {
    let verifier = Arc::new(verifier(small()));
    for (password, expected) in [("hello", true), ("wrong", false)] {
        let (stored, before) = (cheap("hello"), verifier.usage().hashes);
        let gate = close(&verifier.pool).await;
        let mut asked = Vec::new();
        for _ in 0..100 {
            asked.push(ask(&verifier, password, Some(&stored)).await);
        }
        assert_eq!(verifier.usage().queued, 1);
        drop(gate);
        for one in asked {
            assert_eq!(one.await.unwrap(), Ok(expected));
        }
        assert_eq!(verifier.usage().hashes, before + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn equal_questions_from_many_threads_are_one_hash() {
    let verifier = Arc::new(verifier(Limits::default().permits(4)));
    for round in 1..=200 {
        let password = format!("hello {round}");
        let stored = cheap(&password);
        let asked: Vec<_> = (0..8)
            .map(|_| {
                let (verifier, password, stored) =
                    (Arc::clone(&verifier), password.clone(), stored.clone());
                tokio::spawn(async move { verifier.verify(&password, Some(&stored)).await })
            })
            .collect();
        for one in asked {
            assert_eq!(one.await.unwrap(), Ok(true));
        }
        assert_eq!(verifier.usage().hashes, round);
    }
}

#[tokio::test]
async fn different_questions_are_different_hashes() {
    let verifier = Arc::new(verifier(small()));
    let (one, two) = (cheap("hello"), cheap("other"));
    let gate = close(&verifier.pool).await;
    let asked = [
        (ask(&verifier, "hello", Some(&one)).await, true),
        (ask(&verifier, "Hello", Some(&one)).await, false),
        (ask(&verifier, "hello", Some(&two)).await, false),
        (ask(&verifier, "other", Some(&two)).await, true),
    ];
    assert_eq!(verifier.usage().queued, 4);
    drop(gate);
    for (one, expected) in asked {
        assert_eq!(one.await.unwrap(), Ok(expected));
    }
    assert_eq!(verifier.usage().hashes, 4);
}

#[tokio::test]
async fn whoever_leaves_takes_nothing_from_the_others() {
    for leaves in 0..3 {
        let verifier = Arc::new(verifier(small()));
        let stored = cheap("hello");
        let gate = close(&verifier.pool).await;
        let mut asked = Vec::new();
        for _ in 0..3 {
            asked.push(ask(&verifier, "hello", Some(&stored)).await);
        }
        let gone = asked.remove(leaves);
        gone.abort();
        assert!(gone.await.unwrap_err().is_cancelled());
        drop(gate);
        for one in asked {
            assert_eq!(one.await.unwrap(), Ok(true));
        }
        assert_eq!(verifier.usage().hashes, 1);
    }
}

#[tokio::test]
async fn when_all_have_left_nothing_is_hashed_and_nothing_is_leaked() {
    let verifier = Arc::new(verifier(small()));
    let stored = cheap("hello");
    for stored in [Some(stored.as_str()), None] {
        let gate = close(&verifier.pool).await;
        for _ in 0..4 {
            let asked = ask(&verifier, "hello", stored).await;
            asked.abort();
            let _ = asked.await;
        }
        drop(gate);
        until(|| verifier.usage().running == 0 && verifier.usage().queued == 0).await;
        assert_eq!(verifier.usage().hashes, 0);
    }
    // Every permit and every place in the queue is free again.
    let gate = close(&verifier.pool).await;
    let mut asked = Vec::new();
    for n in 0..4 {
        asked.push(ask(&verifier, &format!("{n}"), Some(&stored)).await);
    }
    drop(gate);
    for one in asked {
        assert_eq!(one.await.unwrap(), Ok(false));
    }
}

#[tokio::test]
async fn the_abandoned_make_room_for_who_is_still_there() {
    let verifier = Arc::new(verifier(small()));
    let stored = cheap("hello");
    let gate = close(&verifier.pool).await;
    for n in 0..4 {
        ask(&verifier, &format!("{n}"), Some(&stored)).await.abort();
    }
    tokio::task::yield_now().await;
    assert_eq!(verifier.usage().queued, 4);
    let asked = ask(&verifier, "hello", Some(&stored)).await;
    assert_eq!(verifier.usage().queued, 1);
    drop(gate);
    assert_eq!(asked.await.unwrap(), Ok(true));
}

#[tokio::test]
async fn a_question_can_be_asked_again_after_all_have_left() {
    let verifier = Arc::new(verifier(small()));
    let stored = cheap("hello");
    let gate = close(&verifier.pool).await;
    let asked = ask(&verifier, "hello", Some(&stored)).await;
    asked.abort();
    let _ = asked.await;
    // The job still stands in the queue with nobody listening, and this caller joins it.
    let asked = ask(&verifier, "hello", Some(&stored)).await;
    assert_eq!(verifier.usage().queued, 1);
    drop(gate);
    assert_eq!(asked.await.unwrap(), Ok(true));
    assert_eq!(verifier.usage().hashes, 1);
}

#[tokio::test]
async fn unknown_users_share_nothing() {
    let verifier = Arc::new(verifier(small()));
    assert_eq!(
        verifier.verify("hello", Some(&cheap("hello"))).await,
        Ok(true)
    );
    let gate = close(&verifier.pool).await;
    let (one, two) = (
        ask(&verifier, "hello", None).await,
        ask(&verifier, "hello", None).await,
    );
    assert_eq!(verifier.usage().queued, 2);
    drop(gate);
    assert_eq!(
        (one.await.unwrap(), two.await.unwrap()),
        (Ok(false), Ok(false))
    );
    assert_eq!(verifier.usage().hashes, 3);
}

#[tokio::test]
async fn who_joined_a_refused_question_is_refused_too() {
    let verifier = Arc::new(verifier(small().queue(0)));
    let stored = cheap("hello");
    let gate = close(&verifier.pool).await;
    for _ in 0..3 {
        let asked = ask(&verifier, "hello", Some(&stored)).await;
        assert!(asked.await.unwrap().is_err());
    }
    drop(gate);
    until(|| verifier.usage().running == 0).await;
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
}

#[tokio::test]
async fn who_comes_just_too_late_for_a_flight_finds_its_answer() {
    let verifier = verifier(small());
    let stored = cheap("hello");
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    // The caller is past its first look into the cache, which was before the flight landed.
    let tag = verifier.key.tag("hello", &stored);
    let answer = verifier.ask(tag, "hello", &stored).unwrap();
    assert_eq!(answer.wait().await, Some(true));
    assert_eq!(verifier.usage().hashes, 1);
}
