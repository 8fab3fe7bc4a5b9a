//! The limits on a virtual clock, and their comparison with a model that remembers everything.

use std::net::IpAddr;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::client::Client;

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
    assert!(wait >= 5 * MINUTE && wait <= 7 * MINUTE, "{wait}");
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
        if user.user() % 2 == 0 {
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

/// A throttle that remembers every failure, every attempt in flight and every success.
#[derive(Default)]
struct Model {
    failures: Vec<(u64, u64)>,
    in_flight: Vec<Attempt>,
    successes: Vec<(u64, u64, u64)>,
}

impl Model {
    /// Returns the counters of an attempt that limit it, with their limits.
    fn counters(attempt: &Attempt) -> Vec<(u64, Limit)> {
        let mut counters = vec![(attempt.user(), LIMITS.user)];
        if let (Some(pair), Some(client)) = (attempt.pair(), attempt.client()) {
            counters.extend([(pair, LIMITS.pair), (client, LIMITS.client)]);
        }
        counters
    }

    fn failures(&self, key: u64, limit: Limit, now: u64) -> u64 {
        let counts = |(of, at): &&(u64, u64)| *of == key && at / limit.span + 8 >= now / limit.span;
        self.failures.iter().filter(counts).count() as u64
    }

    fn begin(&mut self, attempt: &Attempt, now: u64) -> Admission {
        let day = |time: u64| time / (24 * 60 * MINUTE);
        let is_known = self.successes.iter().any(|(account, client, at)| {
            (*account, Some(*client)) == (attempt.account(), attempt.client())
                && day(now) - day(*at) <= 30
        });
        let (mut wait, mut is_busy) = (None, false);
        for (key, limit) in Self::counters(attempt) {
            if key == attempt.user() && is_known {
                continue;
            }
            let failures = self.failures(key, limit, now);
            if failures >= limit.failures.into() {
                let spans = now / limit.span + 1..;
                let until = spans
                    .map(|span| span * limit.span)
                    .find(|at| self.failures(key, limit, *at) < limit.failures.into());
                wait = wait.max(Some(until.unwrap() - now));
                continue;
            }
            let flies = |other: &&Attempt| {
                let is_users = key == attempt.user();
                let other_counts = [(other.user(), !other.is_known())];
                let ids = other.pair().into_iter().chain(other.client());
                let ids = ids.map(|id| (id, true)).chain(other_counts);
                ids.into_iter()
                    .any(|(id, counts)| id == key && (counts || !is_users))
            };
            let in_flight = self.in_flight.iter().filter(flies).count() as u64;
            let left = u64::from(limit.failures) - failures;
            let most = match Some(key) == attempt.pair() {
                true if is_known && failures == 0 => u64::MAX,
                true => left.div_ceil(2),
                false => left,
            };
            is_busy |= in_flight >= most;
        }
        if let Some(wait) = wait {
            return Admission::Refused {
                retry_after: Duration::from_millis(wait),
            };
        }
        if is_busy {
            return Admission::Busy;
        }
        self.in_flight.push(attempt.known(is_known));
        if is_known {
            Admission::Known
        } else {
            Admission::Admitted
        }
    }

    fn end(&mut self, index: usize, judged: Judged, now: u64) -> Attempt {
        let attempt = self.in_flight.swap_remove(index);
        match (judged, attempt.client()) {
            (Judged::Wrong, _) => {
                let keys = Self::counters(&attempt)
                    .into_iter()
                    .map(|(key, _)| (key, now));
                self.failures.extend(keys);
            }
            (Judged::Right, Some(client)) => {
                self.failures
                    .retain(|(key, _)| Some(*key) != attempt.pair());
                self.successes.push((attempt.account(), client, now));
            }
            _ => {}
        }
        attempt
    }
}

/// A step of a history.
#[derive(Clone, Debug)]
enum Event {
    Begin(Option<u8>, usize),
    /// Ends one of the attempts in flight.
    End(usize, Judged),
    /// Fails so many times, one after the other.
    Fail(u8, usize, u8),
    /// Lets so many seconds pass.
    Pass(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let judged = prop_oneof![
        1 => Just(Judged::Right),
        4 => Just(Judged::Wrong),
        1 => Just(Judged::Unjudged),
    ];
    prop_oneof![
        4 => (proptest::option::weighted(0.8, 0..3u8), 0..4usize)
            .prop_map(|(client, user)| Event::Begin(client, user)),
        4 => (any::<usize>(), judged).prop_map(|(index, judged)| Event::End(index, judged)),
        2 => (0..3u8, 0..4usize, 0..30u8).prop_map(|(client, user, times)| Event::Fail(client, user, times)),
        3 => (0..30u64).prop_map(Event::Pass),
        2 => (0..1200u64).prop_map(Event::Pass),
        1 => Just(Event::Pass(31 * 24 * 3600)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// The tables answer as a throttle that remembers everything, in any history.
    #[test]
    fn answers_as_the_model(events in vec(event(), 0..120)) {
        let (counters, mut model, mut now) = (Counters::new(1 << 12), Model::default(), 0);
        let users = ["john", "John", "susan", ""];
        for event in events {
            match event {
                Event::Begin(client, user) => {
                    let attempt = attempt(client, users[user]);
                    let expected = model.begin(&attempt, now);
                    prop_assert_eq!(counters.begin(&attempt, LIMITS, now), expected);
                }
                Event::End(index, judged) if !model.in_flight.is_empty() => {
                    let attempt = model.end(index % model.in_flight.len(), judged, now);
                    counters.end(&attempt, judged, LIMITS, now);
                }
                Event::End(..) => {}
                Event::Fail(client, user, times) => for _ in 0..times {
                    let attempt = attempt(Some(client), users[user]);
                    let expected = model.begin(&attempt, now);
                    prop_assert_eq!(counters.begin(&attempt, LIMITS, now), expected);
                    if let Admission::Admitted | Admission::Known = expected {
                        let attempt = model.end(model.in_flight.len() - 1, Judged::Wrong, now);
                        counters.end(&attempt, Judged::Wrong, LIMITS, now);
                    }
                },
                Event::Pass(seconds) => {
                    // No attempt takes a quarter of an hour. The tables forget what is not asked for in a window.
                    while seconds >= 30 && !model.in_flight.is_empty() {
                        let attempt = model.end(0, Judged::Unjudged, now);
                        counters.end(&attempt, Judged::Unjudged, LIMITS, now);
                    }
                    now += seconds * 1000;
                }
            }
        }
    }
}
