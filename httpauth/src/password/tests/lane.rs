//! Tests of one fair queue, without threads and without time.

use super::*;
use crate::password::lane::{Lane, Waiting};

const MS: Duration = Duration::from_millis(1);

/// Queues an item that names its client.
fn push(lane: &mut Lane<u32>, number: u32, cost: Duration) {
    lane.push(Waiting {
        item: number,
        client: client(number),
        cost,
        since: Instant::now(),
    });
}

fn lane(clients: impl IntoIterator<Item = u32>) -> Lane<u32> {
    let mut lane = Lane::default();
    for number in clients {
        push(&mut lane, number, MS);
    }
    lane
}

fn pops(lane: &mut Lane<u32>, count: usize) -> Vec<u32> {
    (0..count)
        .map_while(|_| lane.pop())
        .map(|entry| entry.item)
        .collect()
}

/// Returns whether the last entry is behind a new one of `client`.
fn yields_to(lane: &Lane<u32>, client: Option<Client>) -> bool {
    lane.last_first(client)
        .next()
        .is_some_and(|(_, behind)| behind)
}

#[test]
fn one_client_is_served_in_order_of_arrival() {
    let mut lane = Lane::default();
    assert!(!yields_to(&lane, None), "nobody is there");
    for number in 0..5 {
        lane.push(Waiting {
            item: number,
            client: None,
            cost: MS * (5 - number),
            since: Instant::now(),
        });
    }
    assert_eq!(lane.backlog(), 15 * MS);
    assert_eq!(pops(&mut lane, 9), [0, 1, 2, 3, 4]);
    assert_eq!((lane.len(), lane.backlog()), (0, Duration::ZERO));
}

#[test]
fn clients_take_turns_however_much_they_ask() {
    let mut lane = lane([1, 1, 1, 1, 1, 1, 2, 2, 3]);
    assert_eq!(pops(&mut lane, 9), [1, 2, 3, 1, 2, 1, 1, 1, 1]);
}

#[test]
fn a_turn_is_as_long_as_its_work() {
    let mut lane = Lane::default();
    for _ in 0..3 {
        push(&mut lane, 1, 30 * MS);
    }
    for _ in 0..6 {
        push(&mut lane, 2, 10 * MS);
    }
    assert_eq!(pops(&mut lane, 9), [1, 2, 2, 2, 1, 2, 2, 2, 1]);
}

#[test]
fn who_comes_is_before_those_who_were_served_already() {
    let mut lane = lane([1, 2, 3]);
    for _ in 0..20 {
        let served = lane.pop().unwrap().item;
        push(&mut lane, served, MS);
    }
    assert_eq!(lane.len(), 3, "each of them waits for one again");
    let next = pops(&mut lane, 1)[0];
    push(&mut lane, next, MS);
    push(&mut lane, 9, MS);
    assert!(yields_to(&lane, client(10)));
    assert!(!yields_to(&lane, client(next)));
    assert_eq!(lane.pop_last().unwrap().item, next, "who was served last");
    let turns = pops(&mut lane, 3);
    assert!(
        turns.iter().position(|one| *one == 9).unwrap() < 2,
        "{turns:?}"
    );
}

#[test]
fn nobody_waits_for_ever_while_new_clients_come() {
    let mut lane = lane([1, 1]);
    for round in 1..=5 {
        for number in 0..20 {
            push(&mut lane, 100 * round + number, MS);
        }
        if pops(&mut lane, 20).contains(&1) && round > 1 {
            return;
        }
    }
    panic!("the second one of the first client has had no turn");
}

#[test]
fn the_client_that_asked_for_the_most_yields_its_last() {
    let mut lane = lane([1, 1, 2, 2, 2, 3]);
    assert!(yields_to(&lane, client(3)));
    assert!(
        !yields_to(&lane, client(1)),
        "a third one would be as far behind"
    );
    assert!(!yields_to(&lane, client(2)), "to others, not to itself");
    assert!(yields_to(&lane, None));
    let yielded: Vec<_> = (0..3).map(|_| lane.pop_last().unwrap().item).collect();
    assert_eq!(yielded, [2, 2, 1]);
    assert!(!yields_to(&lane, client(4)), "all have one");
    assert_eq!(lane.backlog(), 3 * MS);
    // What yielded is not held against its client.
    push(&mut lane, 2, MS);
    push(&mut lane, 1, MS);
    assert_eq!(pops(&mut lane, 9), [1, 2, 3, 2, 1]);
}

#[test]
fn what_is_not_wanted_any_more_was_never_there() {
    let mut lane = lane([1, 1, 1, 2, 2]);
    lane.retain(|item| *item != 1);
    assert_eq!((lane.len(), lane.backlog()), (2, 2 * MS));
    push(&mut lane, 1, MS);
    assert_eq!(pops(&mut lane, 9), [2, 1, 2]);
    push(&mut lane, 3, 10 * MS);
    push(&mut lane, 4, MS);
    assert_eq!(pops(&mut lane, 9), [3, 4]);
    assert_eq!(lane.remembered(), 0, "nothing is held against anybody");
    lane.retain(|_| false);
    assert!(lane.is_empty());
}

#[test]
fn the_clients_that_are_remembered_are_bounded() {
    let mut lane = lane([0]);
    for number in 1..100_000 {
        // A second of work from each address, and no address twice.
        push(&mut lane, number, 1000 * MS);
        lane.pop();
        assert!(lane.remembered() <= 1024 + 1 + lane.len(), "{number}");
    }
    // Nor do those count who wait.
    for number in 0..3000 {
        push(&mut lane, number, MS);
    }
    assert!(lane.remembered() > 2000);
}

proptest::proptest! {
    /// Whatever comes and goes, the sums are right, and clients that wait all the time have equal parts of the work.
    #[test]
    fn shares_are_equal(costs in proptest::collection::vec(1..50_u32, 2..6), turns in 50..200_u32) {
        let mut lane = Lane::default();
        let mut served = vec![Duration::ZERO; costs.len()];
        for (number, cost) in (0..).zip(&costs) {
            for _ in 0..=turns {
                push(&mut lane, number, MS * *cost);
            }
        }
        for _ in 0..turns {
            let entry = lane.pop().unwrap();
            served[entry.item as usize] += entry.cost;
        }
        let (least, most) = (served.iter().min().unwrap(), served.iter().max().unwrap());
        let dearest = costs.iter().max().unwrap();
        assert!(*most <= *least + MS * *dearest, "{served:?}");
        let rest: Duration = std::iter::from_fn(|| lane.pop()).map(|entry| entry.cost).sum();
        let all: Duration = costs.iter().map(|cost| MS * *cost * (turns + 1)).sum();
        assert_eq!(rest + served.iter().sum::<Duration>(), all);
    }
}
