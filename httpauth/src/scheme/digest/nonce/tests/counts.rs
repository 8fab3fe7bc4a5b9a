//! The table of used counts.

use std::{sync::Arc, time::SystemTime};

use super::*;

/// Cases 44, 48, 49 and 51.
#[test]
fn each_count_once() {
    let store = store(100);
    let nonce = numbered(1, 0, 1000);
    let claim = |count| store.claim_now(&nonce, nc(count));
    for count in [3, 1, 2, 130, 4, 129] {
        assert_eq!(claim(count), Claim::Accepted, "{count}");
        assert_eq!(claim(count), Claim::Replayed, "{count}");
    }
    assert_eq!(claim(131), Claim::Accepted);
    assert_eq!(claim(132), Claim::Accepted);
    // 132 - 127 = 5 is the lowest in the window, 4 was used and is below.
    assert_eq!([claim(3), claim(4)], [Claim::Replayed; 2]);
    assert_eq!(claim(5), Claim::Accepted);
    assert_eq!(claim(u32::MAX), Claim::Accepted);
    assert_eq!(claim(u32::MAX), Claim::Replayed);
    assert_eq!(
        [claim(132), claim(133), claim(u32::MAX - 128)],
        [Claim::Replayed; 3]
    );
    assert_eq!(claim(u32::MAX - 127), Claim::Accepted);
    assert_eq!(claim(u32::MAX - 127), Claim::Replayed);
}

proptest::proptest! {
    /// Nothing is accepted twice, and nothing unused within the window is refused, as a set tells.
    #[test]
    fn window_is_exact(counts in proptest::collection::vec(1..400_u32, 0..300)) {
        let store = store(100);
        let (mut used, mut highest) = (std::collections::HashSet::new(), 0);
        for count in counts {
            highest = highest.max(count);
            let free = highest - count < 128 && used.insert(count);
            let expected = if free { Claim::Accepted } else { Claim::Replayed };
            proptest::prop_assert_eq!(store.claim_now(&numbered(1, 0, 9), nc(count)), expected);
        }
    }

    /// A tiny table never accepts the same count twice, in any order of nonces, expiries and times.
    #[test]
    fn never_twice(room in 1..40_usize, uses in proptest::collection::vec((0..60_u64, 0..40_u64), 0..500)) {
        let store = store(16 * room);
        let mut accepted = std::collections::HashSet::new();
        for (number, now) in uses {
            // The clock jumps forward and back. The expiry belongs to the nonce.
            CLOCK.set(now * 10);
            let nonce = numbered(number * 16, number * 7 % 400, 1 + number * 13 % 200);
            if store.claim_now(&nonce, nc(1)) == Claim::Accepted {
                proptest::prop_assert!(accepted.insert(number), "{} again", number);
            }
        }
    }

    /// Objects with lives of their own in a tiny table, and a clock that goes forward. A nonce that was issued after the
    /// last time that an entry went is never stale.
    #[test]
    fn stale_only_for_what_went(
        room in 1..20_usize,
        steps in proptest::collection::vec((0..40_u64, proptest::bool::ANY, 0..8_usize), 0..500),
    ) {
        let store = store(16 * room);
        let (mut issued, mut last_went) = (Vec::new(), None);
        for (number, (pause, is_long, index)) in (0..).zip(steps) {
            let now = CLOCK.get() + pause;
            CLOCK.set(now);
            issued.push(numbered(number * 16, now, if is_long { 2_000 } else { 50 }));
            let nonce = issued.swap_remove(index % issued.len());
            let before = store.len();
            let claim = store.claim_now(&nonce, nc(1));
            if store.len() < before + usize::from(claim == Claim::Accepted) {
                last_went = Some(now);
            }
            let is_good = now < nonce.expires_at && last_went.is_none_or(|went| nonce.issued_at > went);
            proptest::prop_assert!(claim == Claim::Accepted || !is_good, "{nonce:?}, {last_went:?}");
        }
    }
}

/// Case 50.
#[test]
fn one_of_64_threads() {
    let store = MemoryNonces::new();
    let key = store.key().unwrap();
    for round in 1..=200 {
        let nonce = fresh(key, store.now());
        let (barrier, passed) = (Barrier::new(64), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..64 {
                scope.spawn(|| {
                    barrier.wait();
                    if store.claim_now(&nonce, nc(round)) == Claim::Accepted {
                        passed.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(passed.into_inner(), 1);
    }
}

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

#[test]
fn the_trait_can_be_a_remote_store() {
    struct Down;
    impl NonceStore for Down {
        type Error = std::io::Error;
        fn key(&self) -> Result<&NonceKey, Self::Error> {
            Err(std::io::ErrorKind::NotConnected.into())
        }
        async fn claim(&self, _: &Nonce, _: NonZeroU32) -> Result<Claim, Self::Error> {
            Err(std::io::ErrorKind::NotConnected.into())
        }
    }
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let nonce = numbered(1, 0, 1);
    let _future = is_send(Down.claim(&nonce, nc(1)));
    assert!(Down.key().is_err());
}

/// A store with the clock that stores have by default.
struct Plain(NonceKey);

impl NonceStore for Plain {
    type Error = RngError;

    fn key(&self) -> Result<&NonceKey, RngError> {
        Ok(&self.0)
    }

    async fn claim(&self, _: &Nonce, _: NonZeroU32) -> Result<Claim, RngError> {
        Ok(Claim::Stale)
    }
}

/// A clock that stood still would let no nonce get old.
#[test]
fn clocks_go_forward() {
    let (memory, plain) = (MemoryNonces::new(), Plain(NonceKey::random().unwrap()));
    let clocks: [&dyn Fn() -> Duration; 4] = [
        &process_clock,
        &unix_clock,
        &|| NonceStore::now(&&memory),
        &|| NonceStore::now(&Arc::new(Plain(plain.0.clone()))),
    ];
    for (number, clock) in clocks.into_iter().enumerate() {
        let start = clock();
        assert!(
            (0..10_000_000).any(|_| clock() > start),
            "clock {number} stands still"
        );
    }
    let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    assert!(unix.unwrap().abs_diff(unix_clock()) < Duration::from_secs(3600));
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
