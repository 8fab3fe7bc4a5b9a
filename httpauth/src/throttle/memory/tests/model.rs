//! The comparison with a model that remembers everything.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::throttle::limits::Limit;

/// A throttle that remembers every failure, every attempt in flight and every success.
#[derive(Default)]
struct Model {
    failures: Vec<(u64, u64)>,
    /// The server's own failures, each with its counter's key and span.
    parts: Vec<(u64, u64)>,
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
        for (key, limit) in Self::counters(&attempt) {
            let is_counted = match judged {
                Judged::Wrong => true,
                Judged::Abandoned if key == attempt.user() => !attempt.is_known(),
                Judged::Abandoned => Some(key) == attempt.client(),
                Judged::Failed => {
                    let part = (key, now / limit.span);
                    self.parts.push(part);
                    let parts = self.parts.iter().filter(|other| **other == part).count();
                    parts.is_multiple_of(10)
                }
                _ => false,
            };
            if is_counted {
                self.failures.push((key, now));
            }
        }
        if let (Judged::Right, Some(client)) = (judged, attempt.client()) {
            let is_others = |(key, _): &(u64, u64)| Some(*key) != attempt.pair();
            self.failures.retain(is_others);
            self.parts.retain(is_others);
            self.successes.push((attempt.account(), client, now));
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
    Fail(u8, usize, u8, Judged),
    /// Lets so many seconds pass.
    Pass(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let failed = prop_oneof![
        4 => Just(Judged::Wrong),
        1 => Just(Judged::Abandoned),
        2 => Just(Judged::Failed),
    ];
    let judged = prop_oneof![
        1 => Just(Judged::Right),
        4 => Just(Judged::Wrong),
        1 => Just(Judged::Unjudged),
        2 => Just(Judged::Abandoned),
        3 => Just(Judged::Failed),
    ];
    prop_oneof![
        4 => (proptest::option::weighted(0.8, 0..3u8), 0..4usize)
            .prop_map(|(client, user)| Event::Begin(client, user)),
        4 => (any::<usize>(), judged).prop_map(|(index, judged)| Event::End(index, judged)),
        2 => (0..3u8, 0..4usize, 0..30u8, failed)
            .prop_map(|(client, user, times, judged)| Event::Fail(client, user, times, judged)),
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
                Event::Fail(client, user, times, judged) => for _ in 0..times {
                    let attempt = attempt(Some(client), users[user]);
                    let expected = model.begin(&attempt, now);
                    prop_assert_eq!(counters.begin(&attempt, LIMITS, now), expected);
                    if let Admission::Admitted | Admission::Known = expected {
                        let attempt = model.end(model.in_flight.len() - 1, judged, now);
                        counters.end(&attempt, judged, LIMITS, now);
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
