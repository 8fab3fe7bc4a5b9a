//! The room of the table of used counts, and the entries that go from it.

use super::*;

/// Case 54: making room never makes a count free again, and costs nobody younger.
#[test]
fn evicted_is_stale() {
    let store = store(1600);
    for number in 0..10_000 {
        assert_eq!(
            store.claim_now(&numbered(number, 100_000 + number, 1_000), nc(1)),
            Claim::Accepted
        );
    }
    assert!(
        store.len() <= 1600 && store.len() >= 1300,
        "{}",
        store.len()
    );
    let again: Vec<_> = (0..10_000)
        .map(|number| store.claim_now(&numbered(number, 100_000 + number, 1_000), nc(1)))
        .collect();
    assert!(again.iter().all(|claim| *claim != Claim::Accepted));
    assert!(again[9_000..].iter().all(|claim| *claim == Claim::Replayed));
    assert!(again[..8_000].iter().all(|claim| *claim == Claim::Stale));
    // A nonce that would have been dropped is not known to be unused, even if it was never used.
    assert_eq!(
        store.claim_now(&numbered(20_000, 100_500, 1_000), nc(1)),
        Claim::Stale
    );
    assert_eq!(
        store.claim_now(&numbered(9_999, 109_999, 1_000), nc(2)),
        Claim::Accepted
    );
}

/// A nonce that expires while its request waits for a callback must not come back with an empty window.
#[test]
fn expired_is_stale() {
    let store = store(1600);
    let nonce = numbered(7, 0, 1000);
    assert_eq!(store.claim_now(&nonce, nc(1)), Claim::Accepted);
    CLOCK.set(5000);
    // Another nonce of each shard, so that the expired ones are dropped.
    for number in 100..200 {
        assert_eq!(
            store.claim_now(&numbered(number, 4900, 1000), nc(1)),
            Claim::Accepted
        );
    }
    assert_eq!(store.len(), 100);
    assert_eq!(store.claim_now(&nonce, nc(1)), Claim::Stale);
    let unused = numbered(300, 4000, 1000);
    assert_eq!(
        store.claim_now(&unused, nc(1)),
        Claim::Stale,
        "by the clock"
    );
    CLOCK.set(0);
    assert_eq!(
        store.claim_now(&nonce, nc(1)),
        Claim::Stale,
        "by the mark, not by the clock"
    );
}

/// Nonces that were issued in the same millisecond stay in one generation, however many they are. In two generations a
/// lookup would miss those of the first, and accept their counts again.
#[test]
fn nonces_that_were_issued_together() {
    for capacity in [160, 16_000] {
        let store = store(capacity);
        for number in 0..1_000 {
            assert_ne!(
                store.claim_now(&numbered(number, 1_000, 1_000), nc(1)),
                Claim::Replayed
            );
        }
        for number in 0..1_000 {
            assert_ne!(
                store.claim_now(&numbered(number, 1_000, 1_000), nc(1)),
                Claim::Accepted
            );
        }
        assert_eq!(store.is_empty(), capacity < 1_000);
        // Making room for them must not refuse a nonce that is issued later.
        assert_eq!(
            store.claim_now(&numbered(2_000, 1_001, 1_000), nc(1)),
            Claim::Accepted
        );
    }
}

/// An object whose nonces live long shares the table with one whose nonces are many and short. Every login of the first
/// gets in, whatever goes for the other.
#[test]
fn short_lives_forget_no_long_ones() {
    let store = store(1600);
    for number in 0..200 {
        CLOCK.set(CLOCK.get() + 500);
        let long = numbered(1_000_000 + number, CLOCK.get(), 86_400_000);
        for turn in 0..50 {
            let short = numbered(number * 50 + turn, CLOCK.get(), 1_000);
            assert_eq!(store.claim_now(&short, nc(1)), Claim::Accepted);
        }
        for count in 1..=3 {
            assert_eq!(store.claim_now(&long, nc(count)), Claim::Accepted);
        }
    }
}

/// Entries go with their nonces' life, in the long run, at a steady rate of new ones.
#[test]
fn expired_entries_go() {
    let store = store(1 << 20);
    let mut most = 0;
    for now in 0..60_000 {
        CLOCK.set(now);
        assert_eq!(
            store.claim_now(&numbered(now, now, 2_000), nc(1)),
            Claim::Accepted
        );
        most = most.max(store.len());
    }
    // 2000 are alive. An eighth more may be there, and those that a shard has not noticed since its last new nonce.
    assert!((2_000..=2_400).contains(&most), "{most}");
    assert!(store.generations() <= 16 * 16, "{}", store.generations());
}

/// Case 77. The table is bounded, and takes at most 64 bytes a live nonce.
#[test]
fn bounded_under_a_million() {
    for (capacity, live) in [(1 << 20, 1_000_000), (100_000, 84_000)] {
        let store = store(capacity);
        for number in 0..1_000_000 {
            if number % 10_000 == 9_999 {
                let each = store.bytes() as f64 / store.len() as f64;
                assert!(each <= 64.0, "{each} bytes a nonce of {}", store.len());
            }
            // 300 s of life, 3,333 new nonces a second.
            CLOCK.set(number * 300 / 1_000_000);
            assert_eq!(
                store.claim_now(&numbered(number, CLOCK.get(), 300_000), nc(1)),
                Claim::Accepted
            );
        }
        assert!(
            store.len() >= live && store.len() <= capacity,
            "{}",
            store.len()
        );
    }
}

#[test]
fn generations_stay_few() {
    // In the worst case each nonce expires later than all before, and is used in its last moment.
    let store = store(1 << 20);
    for number in 0..100_000_u64 {
        CLOCK.set(number);
        let _ = store.claim_now(&numbered(number * 16, number, 1 + number % 7 * 1000), nc(1));
    }
    assert!(store.generations() < 16 * 100, "{}", store.generations());
}

/// Each filed nonce is counted.
#[test]
fn a_store_knows_how_much_it_holds() {
    let store = store(8);
    assert!(store.is_empty());
    assert_eq!(
        store.claim_now(&numbered(1, 0, 1000), nc(1)),
        Claim::Accepted
    );
    assert!(!store.is_empty() && store.len() == 1);
}
