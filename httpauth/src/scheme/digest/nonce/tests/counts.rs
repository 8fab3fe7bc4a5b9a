//! The counts that a nonce is used with.

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
