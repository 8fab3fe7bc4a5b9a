//! Tests of floods, which count who is let in and who is refused. Hashes take time on a clock that is turned by hand.

use super::*;

const MS: Duration = Duration::from_millis(1);

/// Returns how many of `count` equal questions at once are let in.
async fn flood(
    client: Option<Client>,
    password: &str,
    stored: Option<&str>,
    count: usize,
) -> usize {
    // A queue of 40 hashes.
    let (verifier, _) = costly(small(), 25 * MS).await;
    let gate = close(&verifier.pool).await;
    let mut asked = Vec::new();
    for _ in 0..count {
        asked.push(ask_from(&verifier, client, password, stored).await);
    }
    drop(gate);
    let mut admitted = 0;
    for one in asked {
        match one.await.unwrap() {
            Ok(right) => assert!(!right),
            Err(_) => continue,
        }
        admitted += 1;
    }
    assert_eq!(verifier.usage().hashes, 1 + admitted as u64);
    admitted
}

#[tokio::test]
async fn case_138_a_full_queue_tells_nobody_who_exists() {
    let (stored, known) = (cheap("hello"), cheap("Hello"));
    for client in [None, client(1)] {
        let counts = [
            flood(client, "guess", Some(&stored), 300).await,
            flood(client, "hello", Some(&known), 300).await, // mistyped
            flood(client, "guess", Some("plain"), 300).await,
            flood(client, "guess", None, 300).await,
        ];
        assert_eq!(counts, [40; 4]);
    }
}

#[tokio::test]
async fn case_138_nor_does_it_when_they_ask_at_the_same_time() {
    let (verifier, _) = costly(small(), 25 * MS).await;
    let stored = cheap("hello");
    let gate = close(&verifier.pool).await;
    let mut asked = Vec::new();
    for _ in 0..100 {
        for (kind, password, stored) in [
            (1, "guess", Some(&*stored)),
            (2, "hullo", Some(&*stored)),
            (3, "guess", None),
        ] {
            asked.push((
                kind,
                ask_from(&verifier, client(kind), password, stored).await,
            ));
        }
    }
    drop(gate);
    let mut admitted = [0; 4];
    for (kind, one) in asked {
        admitted[kind as usize] += u32::from(one.await.unwrap().is_ok());
    }
    // 40 by three, and who is the first has the one that is over.
    assert_eq!(admitted, [0, 14, 13, 13]);
}

#[tokio::test]
async fn a_dear_hash_queues_no_longer_than_a_cheap_one() {
    for (cost, waits) in [(250, 4), (2000, 1), (20, 50)] {
        let (verifier, clock) = costly(small(), MS * cost).await;
        let (stored, gate) = (cheap("hello"), close(&verifier.pool).await);
        let mut asked = Vec::new();
        for _ in 0..120 {
            asked.push(ask(&verifier, "guess", Some(&stored)).await);
        }
        assert_eq!(verifier.usage().queued, waits, "{cost} ms");
        let begun = clock.now();
        drop(gate);
        for one in asked {
            let _ = one.await.unwrap();
        }
        // The next login waits for no more than the bound and a hash.
        assert!(clock.now() - begun <= Duration::from_secs(1) + MS * cost);
    }
}

#[tokio::test]
async fn case_139_whoever_was_right_before_is_not_refused_and_comes_first() {
    let (clock, order) = (Clock::stopped(), Arc::<Mutex<Vec<_>>>::default());
    let list = Arc::clone(&order);
    let check = move |stored: &Stored, password: &[u8], area: &mut WorkArea| {
        lock(&list).push(String::from_utf8(password.to_vec()).unwrap());
        derive::matches(stored, password, area)
    };
    let limits = small().cache_age(Duration::from_secs(60));
    let verifier = Arc::new(Verifier::new(limits, clock.clone(), Box::new(check)).unwrap());
    let stored = cheap("hello");
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    advance(&clock, Duration::from_secs(60));
    let gate = close(&verifier.pool).await;
    let mut flood = Vec::new();
    while verifier.usage().queued < 256 {
        flood.push(ask(&verifier, "guess", None).await);
    }
    // None of them names a client. The wrong password of the same user is a stranger's.
    let wrong = ask(&verifier, "wrong", Some(&stored)).await;
    let right = ask(&verifier, "hello", Some(&stored)).await;
    assert!(wrong.await.unwrap().is_err());
    drop(gate);
    assert_eq!(right.await.unwrap(), Ok(true));
    let mut refused = 0;
    for one in flood {
        refused += u64::from(one.await.unwrap().is_err());
    }
    assert_eq!(refused, 1, "one of them had to yield");
    let order = lock(&order);
    assert_eq!(
        (order.len(), &order[..3]),
        (
            1 + 1 + 255,
            &["hello", "hello", "guess"].map(str::to_owned)[..]
        )
    );
}

#[tokio::test]
async fn a_new_hash_is_a_strangers_and_displaces_a_flood() {
    for (flood, fits) in [(None, false), (client(1), true)] {
        let (verifier, _) = costly(small(), 25 * MS).await;
        let gate = close(&verifier.pool).await;
        let mut asked = Vec::new();
        for _ in 0..100 {
            asked.push(ask_from(&verifier, flood, "guess", None).await);
        }
        let hashing = Arc::clone(&verifier);
        let hash = tokio::spawn(async move { hashing.hash("hello").await });
        tokio::task::yield_now().await;
        drop(gate);
        assert_eq!(hash.await.unwrap().is_ok(), fits);
    }
}

#[tokio::test]
async fn a_flood_of_one_client_refuses_no_other() {
    let (verifier, _) = costly(small(), 25 * MS).await;
    let (stored, gate) = (cheap("hello"), close(&verifier.pool).await);
    let mut flood = Vec::new();
    for _ in 0..500 {
        flood.push(ask_from(&verifier, client(1), "guess", None).await);
    }
    let mut honest = Vec::new();
    for number in 0..20 {
        honest.push(
            ask_from(
                &verifier,
                client(100 + number),
                &format!("{number}"),
                Some(&stored),
            )
            .await,
        );
    }
    drop(gate);
    for one in honest {
        assert_eq!(one.await.unwrap(), Ok(false));
    }
    let mut admitted = 0;
    for one in flood {
        admitted += u64::from(one.await.unwrap().is_ok());
    }
    assert_eq!(admitted, 20);
    assert_eq!(verifier.usage().without_client, 1, "the one that measured");
}
