//! Tests of callers who ask the same, and of those who leave before they have an answer.

use super::*;

#[tokio::test]
async fn whoever_waits_finds_the_answer_of_an_equal_question_before() {
    let verifier = Arc::new(verifier(small()));
    for (password, expected, hashes) in [("hello", true, 1), ("wrong", false, 20)] {
        let (stored, before) = (cheap("hello"), verifier.usage().hashes);
        let gate = close(&verifier.pool).await;
        let mut asked = Vec::new();
        for _ in 0..20 {
            asked.push(ask(&verifier, password, Some(&stored)).await);
        }
        assert_eq!(verifier.usage().queued, 20, "each has a place of its own");
        drop(gate);
        for one in asked {
            assert_eq!(one.await.unwrap(), Ok(expected));
        }
        assert_eq!(verifier.usage().hashes, before + hashes);
    }
}

#[tokio::test]
async fn an_answer_found_in_the_queue_lives_no_longer() {
    let age = Duration::from_secs(60);
    let (verifier, clock) = costly(small().cache_age(age), Duration::ZERO).await;
    let (stored, before) = (cheap("hello"), verifier.usage().hashes);
    let gate = close(&verifier.pool).await;
    let (one, two) = (
        ask(&verifier, "hello", Some(&stored)).await,
        ask(&verifier, "hello", Some(&stored)).await,
    );
    let other = close_after(&verifier, gate).await;
    advance(&clock, age / 2);
    drop(other);
    assert_eq!(
        (one.await.unwrap(), two.await.unwrap()),
        (Ok(true), Ok(true))
    );
    advance(&clock, age / 2);
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    assert_eq!(verifier.usage().hashes, before + 2);
}

/// Opens the gate, and closes another after all who waited.
async fn close_after(verifier: &Arc<Verifier>, gate: Gate) -> Gate {
    drop(gate);
    until(|| verifier.usage().running == 0 && verifier.usage().queued == 0).await;
    close(&verifier.pool).await
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
        (ask(&verifier, "hello", None).await, false),
    ];
    drop(gate);
    for (one, expected) in asked {
        assert_eq!(one.await.unwrap(), Ok(expected));
    }
    assert_eq!(verifier.usage().hashes, 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn equal_questions_from_many_threads_are_right() {
    let verifier = Arc::new(verifier(Limits::default().permits(4)));
    for round in 0..50 {
        let (password, before) = (format!("hello {round}"), verifier.usage().hashes);
        let stored = cheap(&password);
        let asked: Vec<_> = (0..16)
            .map(|_| {
                let (verifier, password, stored) =
                    (Arc::clone(&verifier), password.clone(), stored.clone());
                tokio::spawn(async move { verifier.verify(&password, Some(&stored)).await })
            })
            .collect();
        for one in asked {
            assert_eq!(one.await.unwrap(), Ok(true));
        }
        // At most one for each permit, before the first has an answer.
        assert!((1..=4).contains(&(verifier.usage().hashes - before)));
    }
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
async fn when_all_have_left_nothing_is_hashed() {
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
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
}

#[tokio::test]
async fn the_abandoned_make_room_for_who_is_still_there() {
    let (verifier, _) = costly(small(), Duration::from_millis(250)).await;
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
