//! The limits on a virtual clock.

use std::net::IpAddr;

use super::*;
use crate::client::Client;

mod bounds;
mod model;

const MINUTE: u64 = 60_000;
const LIMITS: Limits = Limits::new();

fn attempt(client: Option<u8>, user: &str) -> Attempt {
    let key = ThrottleKey::from_secret(b"a key that tests have").unwrap();
    let client = client.map(|client| Client::from(IpAddr::from([192, 0, 2, client])));
    key.attempt(["Auth", "Staff only"], user, client)
}

/// Begins and ends an attempt, and returns the answer to its beginning.
fn attempted(counters: &Counters, attempt: Attempt, judged: Judged, now: u64) -> Admission {
    let admission = counters.begin(&attempt, LIMITS, now);
    if let Admission::Admitted | Admission::Known = admission {
        let attempt = attempt.known(admission == Admission::Known);
        counters.end(&attempt, judged, LIMITS, now);
    }
    admission
}

fn is_refused(admission: Admission) -> bool {
    matches!(admission, Admission::Refused { .. })
}

/// One client can fail ten times as one user in 15 minutes. It is told when it may try again, and may then.
#[test]
fn a_pair_has_ten_tries() {
    let counters = Counters::new(1 << 10);
    let john = attempt(Some(1), "john");
    for minute in 0..10 {
        let now = minute * MINUTE / 4;
        assert_eq!(
            attempted(&counters, john, Judged::Wrong, now),
            Admission::Admitted
        );
    }
    let now = 10 * MINUTE;
    let Admission::Refused { retry_after } = counters.begin(&john, LIMITS, now) else {
        panic!("refused");
    };
    let wait = millis(retry_after);
    assert!((5 * MINUTE..=7 * MINUTE).contains(&wait), "{wait}");
    // A right password is not looked at either.
    assert!(is_refused(counters.begin(&john, LIMITS, now + wait - 1)));
    assert_eq!(
        counters.begin(&john, LIMITS, now + wait),
        Admission::Admitted
    );
    // Nobody else is held up, at this address or as this user.
    for other in [attempt(Some(1), "susan"), attempt(Some(2), "john")] {
        assert_eq!(counters.begin(&other, LIMITS, now), Admission::Admitted);
    }
}

/// A success forgets the failures of its pair alone.
#[test]
fn a_success_forgets_the_pair() {
    let counters = Counters::new(1 << 10);
    for user in ["john", "susan"] {
        for _ in 0..9 {
            let _ = attempted(&counters, attempt(Some(1), user), Judged::Wrong, 0);
        }
    }
    let _ = attempted(&counters, attempt(Some(1), "john"), Judged::Right, 0);
    for (user, tries) in [("john", 10), ("susan", 1)] {
        for _ in 0..tries {
            let admission = attempted(&counters, attempt(Some(1), user), Judged::Wrong, 0);
            assert!(!is_refused(admission), "{user}");
        }
        assert!(is_refused(counters.begin(
            &attempt(Some(1), user),
            LIMITS,
            0
        )));
    }
}

/// A client can fail a hundred times in 15 minutes whomever it tries, and a success does not change that.
#[test]
fn a_client_has_a_hundred_tries() {
    let counters = Counters::new(1 << 10);
    for user in 0..100 {
        let user = attempt(Some(1), &format!("user{user}"));
        assert_eq!(
            attempted(&counters, user, Judged::Wrong, 0),
            Admission::Admitted
        );
        if user.user().is_multiple_of(2) {
            let _ = attempted(&counters, attempt(Some(1), "own account"), Judged::Right, 0);
        }
    }
    assert!(is_refused(counters.begin(
        &attempt(Some(1), "john"),
        LIMITS,
        0
    )));
    assert_eq!(
        counters.begin(&attempt(Some(2), "john"), LIMITS, 0),
        Admission::Admitted
    );
}

/// Case 118: strangers hold up a user at new addresses alone. Where he got in in the last 30 days he gets in.
#[test]
fn case_118_strangers_do_not_lock_a_user_out_where_he_is_known() {
    let counters = Counters::new(1 << 10);
    let (home, abroad) = (attempt(Some(200), "john"), attempt(Some(201), "john"));
    assert_eq!(
        attempted(&counters, home, Judged::Right, 0),
        Admission::Admitted
    );
    let now = 29 * 24 * 60 * MINUTE;
    for stranger in 0..100 {
        // In any spelling.
        let name = if stranger % 2 == 0 { "John" } else { "JOHN" };
        let _ = attempted(&counters, attempt(Some(stranger), name), Judged::Wrong, now);
    }
    assert!(is_refused(counters.begin(&abroad, LIMITS, now)));
    assert_eq!(
        attempted(&counters, home, Judged::Right, now),
        Admission::Known
    );
    // A user of another spelling may be another user, and does not make a stranger known.
    let _ = attempted(
        &counters,
        attempt(Some(201), "JOHN"),
        Judged::Right,
        now - 61 * MINUTE,
    );
    assert!(is_refused(counters.begin(&abroad, LIMITS, now)));
    // An hour later everybody may try again, and after 30 days without a success home is an address as any other.
    assert_eq!(
        counters.begin(&abroad, LIMITS, now + 68 * MINUTE),
        Admission::Admitted
    );
    let later = now + 32 * 24 * 60 * MINUTE;
    assert_eq!(counters.begin(&home, LIMITS, later), Admission::Admitted);
}

/// Where he is known a user has his own ten tries, and wrong ones there count for the user.
#[test]
fn a_known_client_is_counted() {
    let counters = Counters::new(1 << 10);
    let home = attempt(Some(1), "john");
    let _ = attempted(&counters, home, Judged::Right, 0);
    for _ in 0..10 {
        assert_eq!(
            attempted(&counters, home, Judged::Wrong, 0),
            Admission::Known
        );
    }
    assert!(is_refused(counters.begin(&home, LIMITS, 0)));
    for stranger in 2..92 {
        let _ = attempted(&counters, attempt(Some(stranger), "john"), Judged::Wrong, 0);
    }
    assert!(is_refused(counters.begin(
        &attempt(Some(100), "john"),
        LIMITS,
        0
    )));
}

/// An account of the attacker's own does not make another user's clients unknown, from however many addresses it logs in.
#[test]
fn an_own_account_makes_no_other_unknown() {
    let counters = Counters::new(64);
    let home = attempt(Some(1), "john");
    let _ = attempted(&counters, home, Judged::Right, 0);
    for client in 0..=255 {
        let _ = attempted(
            &counters,
            attempt(Some(client), "mallory"),
            Judged::Right,
            0,
        );
    }
    assert_eq!(counters.begin(&home, LIMITS, 0), Admission::Known);
}

/// Without an address only the user's limit counts, so that ten requests of anybody do not lock a user out.
#[test]
fn without_an_address_the_user_alone_counts() {
    let counters = Counters::new(1 << 10);
    let john = attempt(None, "john");
    for _ in 0..100 {
        assert_eq!(
            attempted(&counters, john, Judged::Wrong, 0),
            Admission::Admitted
        );
        let _ = attempted(&counters, john, Judged::Right, 0);
    }
    assert!(is_refused(counters.begin(&john, LIMITS, 0)));
}

/// Of many attempts at once no more begin than may fail. The others wait, and begin when those have ended well.
#[test]
fn attempts_in_flight_count() {
    let counters = Counters::new(1 << 10);
    let john = attempt(Some(1), "john");
    let begin = |count: usize| {
        let begun = (0..count).map(|_| counters.begin(&john, LIMITS, 0));
        begun.collect::<Vec<_>>()
    };
    let begun = begin(64);
    assert!(begun[..5].iter().all(|begun| *begun == Admission::Admitted));
    assert!(begun[5..].iter().all(|begun| *begun == Admission::Busy));
    counters.end(&john, Judged::Unjudged, LIMITS, 0);
    assert_eq!(begin(2), [Admission::Admitted, Admission::Busy]);
    for _ in 0..5 {
        counters.end(&john, Judged::Wrong, LIMITS, 0);
    }
    // Half of the five that are left, rounded up.
    assert_eq!(begin(4)[2..], [Admission::Admitted, Admission::Busy]);
    counters.end(&john, Judged::Right, LIMITS, 0);
    // A client that got in may have as many in flight as it likes, until one fails.
    assert!(begin(80).iter().all(|begun| *begun == Admission::Known));
    counters.end(&john.known(true), Judged::Wrong, LIMITS, 0);
    assert_eq!(begin(1), [Admission::Busy]);
}

/// However many threads guess at once, ten guesses are judged.
#[test]
fn parallel_guesses_do_not_pass_together() {
    let counters = Counters::new(1 << 10);
    let judged = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let admission =
                        attempted(&counters, attempt(Some(1), "john"), Judged::Wrong, 0);
                    if admission == Admission::Admitted {
                        judged.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(judged.into_inner(), 10);
}
