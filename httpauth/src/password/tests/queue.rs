//! Tests of the bounded queue of two lanes, without threads.

use proptest::sample::select;

use super::*;
use crate::password::queue::Whose::{Known, Strangers};
use crate::password::queue::{Bounds, Queue};

const MS: Duration = Duration::from_millis(1);

/// Returns a queue for 100 ms of work, in at most 50 entries.
fn queue<T>() -> Queue<T> {
    Queue::new(Bounds {
        work: 100 * MS,
        entries: 50,
        patience: Duration::from_secs(1),
    })
}

/// Queues an item that names its client. Returns what is displaced, `None` if it is refused.
fn push(queue: &mut Queue<u32>, number: u32, whose: Whose, cost: u32) -> Option<Vec<u32>> {
    let ticket = Ticket {
        client: client(number),
        whose,
        cost: MS * cost,
    };
    queue.push(number, ticket, 0, Instant::now()).ok()
}

fn fill(queue: &mut Queue<u32>, number: u32, whose: Whose, cost: u32) -> usize {
    (0..1000)
        .take_while(|_| push(queue, number, whose, cost) == Some(vec![]))
        .count()
}

fn pops(queue: &mut Queue<u32>, count: usize) -> Vec<u32> {
    let turns = (0..count).map_while(|_| queue.pop(Instant::now()));
    turns.map(|turn| turn.item).collect()
}

#[test]
fn the_bound_is_the_time_of_the_work() {
    for (cost, entries) in [
        (1, 50),
        (2, 50),
        (5, 20),
        (10, 10),
        (40, 3),
        (99, 2),
        (100, 1),
        (5000, 1),
    ] {
        assert_eq!(
            fill(&mut queue(), 1, Strangers, cost),
            entries,
            "{cost} ms each"
        );
    }
}

#[test]
fn a_free_permit_is_room() {
    let mut queue = Queue::new(Bounds {
        work: Duration::ZERO,
        entries: 0,
        patience: MS,
    });
    let (ticket, now) = (Ticket::default(), Instant::now());
    for number in 0..3 {
        assert_eq!(queue.push(number, ticket, 2, now).is_ok(), number < 2);
    }
    assert_eq!(queue.len(), 2);
}

#[test]
fn a_flood_is_refused_itself_and_others_displace_it() {
    let mut queue = queue();
    assert_eq!(fill(&mut queue, 1, Strangers, 10), 10);
    assert_eq!(push(&mut queue, 1, Strangers, 10), None);
    for number in 2..=5 {
        assert_eq!(push(&mut queue, number, Strangers, 10), Some(vec![1]));
    }
    assert_eq!(pops(&mut queue, 99), [1, 2, 3, 4, 5, 1, 1, 1, 1, 1]);
}

#[test]
fn when_each_has_one_there_is_none_to_yield() {
    let mut queue = queue();
    for number in 0..10 {
        assert_eq!(push(&mut queue, number, Strangers, 10), Some(vec![]));
    }
    assert_eq!(push(&mut queue, 10, Strangers, 10), None);
    // Of these the next to be served again has had a turn already.
    let served = pops(&mut queue, 1)[0];
    assert_eq!(push(&mut queue, served, Strangers, 10), Some(vec![]));
    assert_eq!(push(&mut queue, 10, Strangers, 10), Some(vec![served]));
}

#[test]
fn what_is_displaced_is_worth_what_comes() {
    let mut queue = queue();
    assert_eq!(fill(&mut queue, 1, Strangers, 10), 10);
    // The last one to come in may exceed the bound, and others make up for it.
    assert_eq!(push(&mut queue, 2, Strangers, 30), Some(vec![1]));
    assert_eq!(push(&mut queue, 3, Strangers, 10), Some(vec![1]), "for one");
    assert_eq!(push(&mut queue, 2, Strangers, 30), Some(vec![1, 1, 1]));
    assert_eq!(push(&mut queue, 2, Strangers, 30), None);
}

#[test]
fn whoever_is_refused_displaces_nobody() {
    for whose in [Strangers, Known] {
        let mut queue = queue();
        for number in [1, 2, 3, 1, 2, 3] {
            push(&mut queue, number, Strangers, 8);
            push(&mut queue, number, Known, 8);
        }
        // The last one to come in exceeds the bound by far, as a decoy of bcrypt beside users of Argon2 may.
        assert_eq!(push(&mut queue, 4, whose, 2000), Some(vec![]));
        for attempt in 0..20 {
            assert_eq!(push(&mut queue, 5, whose, 2000), None);
            assert_eq!(queue.len(), 13, "{attempt}");
        }
        assert_eq!(push(&mut queue, 5, whose, 8), Some(vec![3]), "one for one");
    }
}

#[test]
fn the_known_come_first_and_a_quarter_of_the_turns_is_the_strangers() {
    let mut queue = queue();
    for _ in 0..4 {
        push(&mut queue, 1, Strangers, 1);
    }
    for _ in 0..8 {
        push(&mut queue, 2, Known, 1);
    }
    assert_eq!(pops(&mut queue, 99), [2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 1, 1]);
    // Turns alone are not saved up.
    push(&mut queue, 1, Strangers, 1);
    push(&mut queue, 2, Known, 1);
    assert_eq!(pops(&mut queue, 99), [2, 1]);
}

#[test]
fn the_known_displace_strangers_down_to_a_quarter_of_the_room() {
    let mut queue = queue();
    assert_eq!(fill(&mut queue, 1, Strangers, 5), 20);
    for known in 0..15 {
        assert_eq!(push(&mut queue, 2, Known, 5), Some(vec![1]), "{known}");
    }
    assert_eq!(push(&mut queue, 2, Known, 5), None);
    assert_eq!(
        push(&mut queue, 3, Known, 5),
        Some(vec![2]),
        "they share what is theirs"
    );
    assert_eq!(push(&mut queue, 1, Strangers, 5), None);
    assert_eq!(
        push(&mut queue, 4, Strangers, 5),
        Some(vec![1]),
        "and so do these"
    );
}

#[test]
fn strangers_take_their_quarter_from_the_known() {
    let mut queue = queue();
    assert_eq!(fill(&mut queue, 2, Known, 5), 20);
    for stranger in 0..5 {
        assert_eq!(
            push(&mut queue, 1, Strangers, 5),
            Some(vec![2]),
            "{stranger}"
        );
    }
    assert_eq!(push(&mut queue, 1, Strangers, 5), None);
}

#[test]
fn who_waited_too_long_is_late() {
    let (mut queue, now) = (queue(), Instant::now());
    let ticket = Ticket::default();
    for (waited, late) in [(0, false), (1000, false), (1001, true)] {
        queue.push(1, ticket, 0, now).unwrap();
        assert_eq!(queue.pop(now + MS * waited).unwrap().late, late, "{waited}");
    }
}

#[test]
fn the_unwanted_leave_both_lanes_and_all_can_be_taken() {
    let mut queue = queue();
    for (number, whose) in [(1, Known), (1, Strangers), (2, Known), (2, Strangers)] {
        push(&mut queue, number, whose, 20);
    }
    queue.retain(|item| *item == 2);
    assert_eq!(queue.len(), 2);
    let mut taken = queue.take();
    assert_eq!((taken.len(), queue.len()), (2, 0));
    assert_eq!(pops(&mut taken, 99), [2, 2]);
    assert_eq!(fill(&mut queue, 1, Strangers, 20), 5, "the bounds stay");
}

proptest::proptest! {
    /// Whatever comes, the bounds hold, and nothing is lost, least of all to whoever is refused.
    #[test]
    fn the_bounds_hold(
        steps in proptest::collection::vec((0..6_u32, select(&[Known, Strangers][..]), 1..40_u32, 0..4), 1..300),
    ) {
        let (mut queue, mut inside) = (queue(), Vec::new());
        for (number, whose, cost, step) in steps {
            let gone = if step == 0 {
                Vec::from_iter(queue.pop(Instant::now()).map(|turn| turn.item))
            } else {
                let cost = MS * cost;
                let ticket = Ticket { client: client(number), whose, cost };
                let pushed = queue.push(cost, ticket, 0, Instant::now());
                inside.extend(pushed.is_ok().then_some(cost));
                pushed.unwrap_or_default()
            };
            for cost in gone {
                let at = inside.iter().position(|one| *one == cost).unwrap();
                inside.swap_remove(at);
            }
            assert_eq!(queue.len(), inside.len());
            // The last one to come in may exceed the bound.
            assert!(inside.len() <= 50 && inside.iter().sum::<Duration>() < 140 * MS);
        }
    }
}
