//! A simulation of strangers who keep the queue full while honest users come, in virtual time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::*;
use crate::password::queue::Whose::{Known, Strangers};
use crate::password::queue::{Bounds, Queue};

const MS: Duration = Duration::from_millis(1);
const PERMITS: usize = 2;
/// The number of the first honest user. Strangers have lower ones.
const HONEST: u32 = 1000;

/// What happens next.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    HashEnds,
    /// The client of this number asks.
    Asks(u32),
}

/// A queue for two permits, and the time since it began.
struct Siege {
    queue: Queue<(u32, Duration)>,
    events: BinaryHeap<Reverse<(Duration, Event)>>,
    start: Instant,
    cost: Duration,
    /// The lane of honest users.
    honest: Whose,
    running: usize,
    /// The number of honest users who were refused. None of them comes again.
    refused: usize,
    /// The times that honest users waited.
    waits: Vec<Duration>,
}

impl Siege {
    /// Begins with `flood` questions in flight, from so many addresses. After three seconds twenty honest users come from
    /// addresses of their own, within another one.
    fn new(cost: Duration, flood: u32, addresses: u32, honest: Whose) -> Self {
        let bounds = Bounds {
            work: Duration::from_secs(1) * 2,
            entries: 512,
            patience: Duration::from_secs(2),
        };
        let strangers = (0..flood).map(|one| (MS * one / 100, 1 + one % addresses));
        let users = (0..20).map(|one| (MS * (3000 + 50 * one), HONEST + one));
        let events = strangers.chain(users);
        Self {
            queue: Queue::new(bounds),
            events: events
                .map(|(at, number)| Reverse((at, Event::Asks(number))))
                .collect(),
            start: Instant::now(),
            cost,
            honest,
            running: 0,
            refused: 0,
            waits: Vec::new(),
        }
    }

    fn run(mut self) -> Self {
        while let Some(Reverse((now, event))) = self.events.pop()
            && now < Duration::from_secs(6)
        {
            match event {
                Event::HashEnds => self.running -= 1,
                Event::Asks(number) => self.ask(number, now),
            }
            self.work(now);
        }
        self
    }

    fn ask(&mut self, number: u32, now: Duration) {
        let ticket = Ticket {
            client: client(number),
            whose: if number >= HONEST {
                self.honest
            } else {
                Strangers
            },
            cost: self.cost,
        };
        let (item, free) = ((number, now), PERMITS - self.running);
        let pushed = self.queue.push(item, ticket, free, self.start + now);
        let gone = pushed.unwrap_or_else(|_| vec![item]);
        for (number, _) in gone {
            if number >= HONEST {
                self.refused += 1;
            } else {
                // A stranger asks again after a round trip.
                self.events
                    .push(Reverse((now + 20 * MS, Event::Asks(number))));
            }
        }
    }

    /// Gives free permits to those whose turn it is. A stranger asks again when the hash has ended.
    fn work(&mut self, now: Duration) {
        while self.running < PERMITS
            && let Some(turn) = self.queue.pop(self.start + now)
        {
            assert!(!turn.late, "the estimates are right");
            let (number, since) = turn.item;
            let end = now + self.cost;
            self.running += 1;
            self.events.push(Reverse((end, Event::HashEnds)));
            if number >= HONEST {
                self.waits.push(end.saturating_sub(since));
            } else {
                self.events.push(Reverse((end, Event::Asks(number))));
            }
        }
    }
}

#[test]
fn case_139_honest_users_get_in_while_strangers_flood() {
    for (addresses, cost, honest) in [
        (1, 5, Known),
        (1, 15, Known),
        (1, 100, Known),
        (1, 5, Strangers),
        (1, 15, Strangers),
        (1, 100, Strangers),
        (50, 5, Known),
        (50, 15, Known),
        (50, 100, Known),
        (50, 5, Strangers),
        (50, 15, Strangers),
        (50, 70, Strangers),
        (500, 15, Strangers),
        (500, 15, Known),
        (500, 100, Known),
    ] {
        let siege = Siege::new(MS * cost, 500, addresses, honest).run();
        let case = format!(
            "{addresses} addresses, {cost} ms, {honest:?}, {:?}",
            siege.waits
        );
        assert_eq!((siege.refused, siege.waits.len()), (0, 20), "{case}");
        // As long as the queue is, and two hashes.
        let longest = MS * (1000 + 2 * cost);
        assert!(siege.waits.iter().all(|wait| *wait <= longest), "{case}");
    }
}
