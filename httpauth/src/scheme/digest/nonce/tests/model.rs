//! A shard under its lock, with every order of a few threads. CONTRIBUTING.md has the command.

use loom::sync::{Arc, Mutex};
use loom::thread;

use super::super::table::{Bounds, Shard, Times};
use super::*;

/// One claim of a thread, with the nonce's key and issue time, a count, and the longest life that the thread knows of,
/// which it has read before it took the lock.
type Use = (u64, u64, u32, u64);

/// Lets each thread make its claims, and returns how often each was accepted.
fn accepted(limit: usize, threads: &'static [&'static [Use]]) -> Vec<(Use, bool)> {
    let shard = Arc::new(Mutex::new(Shard::new()));
    let run = |uses: &'static [Use]| {
        let shard = Arc::clone(&shard);
        move || {
            let claim = |(key, issued_at, count, life): Use| {
                let times = Times {
                    issued_at,
                    expires_at: issued_at + 10,
                };
                let bounds = Bounds { limit, life };
                // The clock is read under the lock, as late as the latest nonce was issued.
                let mut shard = shard.lock().unwrap();
                shard.claim(key, times, nc(count), bounds, || 5) == Claim::Accepted
            };
            uses.iter()
                .map(|one| (*one, claim(*one)))
                .collect::<Vec<_>>()
        }
    };
    let (first, others) = threads.split_first().unwrap();
    let others: Vec<_> = others.iter().map(|uses| thread::spawn(run(uses))).collect();
    let mut claims = run(first)();
    claims.extend(others.into_iter().flat_map(|thread| thread.join().unwrap()));
    claims
}

fn assert_never_twice(limit: usize, threads: &'static [&'static [Use]]) {
    loom::model(move || {
        let mut seen = std::collections::HashSet::new();
        for ((key, _, count, _), is_accepted) in accepted(limit, threads) {
            assert!(!is_accepted || seen.insert((key, count)), "{key} {count}");
        }
    });
}

/// The window moves in any order.
#[test]
fn one_nonce() {
    const USES: &[Use] = &[(1, 0, 1, 10), (1, 0, 200, 10), (1, 0, 2, 10)];
    assert_never_twice(100, &[USES, USES]);
    assert_never_twice(
        100,
        &[
            &[(1, 0, 1, 10), (1, 0, 2, 10)],
            &[(1, 0, 2, 10)],
            &[(1, 0, 1, 10)],
        ],
    );
}

/// A nonce goes while another thread is about to use it, by the room there is or by a life that the thread does not know.
#[test]
fn nonces_that_go() {
    const FIRST: &[Use] = &[(1, 0, 1, 10), (2, 3, 1, 10), (1, 0, 1, 10)];
    const SECOND: &[Use] = &[(3, 4, 1, 1), (1, 0, 1, 1), (2, 3, 1, 1)];
    for limit in [1, 2, 100] {
        assert_never_twice(limit, &[FIRST, SECOND]);
    }
}
