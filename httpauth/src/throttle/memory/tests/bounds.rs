//! The bounds of the tables, the ends of numbers and clocks, and the keys.

use super::*;
use crate::throttle::memory::table::Table;

/// Invented usernames are bounded, and make no room at the cost of the client's own count or of an honest user.
#[test]
fn a_flood_of_invented_users_is_bounded() {
    let counters = Counters::new(1 << 8);
    let victim = attempt(Some(1), "john");
    for _ in 0..10 {
        let _ = attempted(&counters, victim, Judged::Wrong, 0);
    }
    for user in 0..5_000u32 {
        let client = u8::try_from(user / 99 + 2).unwrap();
        let user = attempt(Some(client), &format!("user{user}"));
        assert_eq!(
            attempted(&counters, user, Judged::Wrong, 1),
            Admission::Admitted
        );
        // Who goes on is not forgotten.
        assert!(is_refused(counters.begin(&victim, LIMITS, 1)));
    }
    assert!(counters.pairs.len() <= 1 << 8 && counters.users.len() <= 1 << 8);
    let honest = attempt(Some(250), "susan");
    assert_eq!(
        attempted(&counters, honest, Judged::Right, 1),
        Admission::Admitted
    );
}

/// Users who always get in leave nothing but the mark of their clients.
#[test]
fn a_success_leaves_no_counter() {
    let counters = Counters::new(1 << 10);
    for client in 0..100 {
        let _ = attempted(&counters, attempt(Some(client), "john"), Judged::Right, 0);
    }
    let lens = [&counters.pairs, &counters.clients, &counters.users].map(Table::len);
    assert_eq!((lens, counters.known.len()), ([0; 3], 1));
}

/// A clock that goes back forgives nothing, and one that jumps to its end overflows nothing.
#[test]
fn clocks_that_jump() {
    let counters = Counters::new(1 << 10);
    let john = attempt(Some(1), "john");
    for now in [100 * MINUTE; 10] {
        let _ = attempted(&counters, john, Judged::Wrong, now);
    }
    for now in [99 * MINUTE, 0, 101 * MINUTE] {
        assert!(is_refused(counters.begin(&john, LIMITS, now)), "{now}");
    }
    assert_eq!(
        attempted(&counters, john, Judged::Wrong, u64::MAX),
        Admission::Admitted
    );
    assert_eq!(
        attempted(&counters, john, Judged::Wrong, u64::MAX),
        Admission::Admitted
    );
}

/// A limit beyond any count is never reached, and one of zero is one.
#[test]
fn limits_at_their_ends() {
    let most = LIMITS
        .pair(u16::MAX, Duration::MAX)
        .client(u16::MAX, Duration::ZERO);
    let (counters, john) = (Counters::new(1 << 10), attempt(Some(1), "john"));
    for _ in 0..99 {
        assert_eq!(counters.begin(&john, most, 1), Admission::Admitted);
        counters.end(&john, Judged::Wrong, most, 1);
    }
    let one = LIMITS.pair(0, Duration::from_secs(1));
    let susan = attempt(Some(2), "susan");
    assert_eq!(counters.begin(&susan, one, 1), Admission::Admitted);
    counters.end(&susan, Judged::Wrong, one, 1);
    assert!(is_refused(counters.begin(&susan, one, 1)));
}

/// The keys tell apart what must not share a count, and no more.
#[test]
fn what_shares_a_count() {
    let key = ThrottleKey::from_secret(b"a key that tests have").unwrap();
    let client = |last| Some(Client::from(IpAddr::from([192, 0, 2, last])));
    let john = key.attempt(["Auth", "Staff"], "john", client(1));
    for other in [
        key.attempt(["Auth2", "Staff"], "john", client(1)),
        key.attempt(["Auth", "Customers"], "john", client(1)),
        key.attempt(["AuthS", "taff"], "john", client(1)),
        key.attempt(["Auth", "Staff"], "susan", client(1)),
    ] {
        assert_ne!(john.user(), other.user());
        assert_ne!(john.account(), other.account());
        assert_ne!(john.pair(), other.pair());
        // A client has one limit for all.
        assert_eq!(john.client(), other.client());
    }
    let spelt = key.attempt(["Auth", "Staff"], "JOHN", client(1));
    assert_eq!(john.user(), spelt.user());
    assert_ne!(john.account(), spelt.account());
    assert_ne!(john.pair(), spelt.pair());
    let other_key = ThrottleKey::random().unwrap();
    assert_ne!(
        john,
        other_key.attempt(["Auth", "Staff"], "john", client(1))
    );
}
