//! The queue for a permit, bounded by estimated time, with a lane for those who were right before.
//!
//! The lane of those who were right before is served first, and the newcomer of that lane displaces strangers. Each lane
//! has a share that the other cannot take: a quarter of the turns and of the room is the strangers'.

use std::cmp::Ordering;
use std::time::{Duration, Instant};

use super::lane::{Lane, Waiting};
use crate::client::Client;

/// The number of strangers' turns is one in this many, if both lanes wait.
const STRANGERS: u32 = 4;

/// The bounds of a [`Queue`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The most work that may wait. The entry that exceeds it is the last one to come in.
    pub(super) work: Duration,
    /// The most entries that may wait, however little work they are.
    pub(super) entries: usize,
    /// The time after which an entry is late. The estimates were wrong then, and others have come since.
    pub(super) patience: Duration,
}

/// The claims of an entry on its place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ticket {
    pub(super) client: Option<Client>,
    /// Whether the entry asks for what was right before.
    pub(super) known: bool,
    /// The time that the work will take, as estimated.
    pub(super) cost: Duration,
}

/// The error when there is no room.
#[derive(Debug)]
pub(super) struct Full;

/// The entries that wait for a permit.
pub(super) struct Queue<T> {
    known: Lane<T>,
    strangers: Lane<T>,
    bounds: Bounds,
    /// The number of turns that strangers have waited for.
    skipped: u32,
}

/// An entry whose turn has come.
pub(super) struct Turn<T> {
    pub(super) item: T,
    /// Whether it has waited for longer than the patience of the [`Bounds`].
    pub(super) late: bool,
}

impl<T> Queue<T> {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            known: Lane::default(),
            strangers: Lane::default(),
            bounds,
            skipped: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.known.len() + self.strangers.len()
    }

    /// Returns whether there is room for one more, where `free` permits wait for work. The queue is for entries that
    /// have to wait.
    pub(super) fn has_room(&self, free: usize) -> bool {
        let work = self.known.backlog() + self.strangers.backlog();
        let bounded = work < self.bounds.work && self.len() < self.bounds.entries;
        self.len() < free || bounded
    }

    /// Queues `item`. If there is no room, entries that have to yield go into `displaced`.
    pub(super) fn push(
        &mut self,
        item: T,
        ticket: Ticket,
        free: usize,
        now: Instant,
        displaced: &mut Vec<T>,
    ) -> Result<(), Full> {
        let mut freed = Duration::ZERO;
        // What is displaced is worth as much as what comes, so that nobody who waits does so for longer.
        while !self.has_room(free) && (freed.is_zero() || freed < ticket.cost) {
            let yielding = self.displace(&ticket).ok_or(Full)?;
            freed += yielding.cost;
            displaced.push(yielding.item);
        }
        let entry = Waiting {
            item,
            client: ticket.client,
            cost: ticket.cost,
            since: now,
        };
        self.lane(ticket.known).push(entry);
        Ok(())
    }

    /// Takes the entry whose turn it is.
    pub(super) fn pop(&mut self, now: Instant) -> Option<Turn<T>> {
        let contended = !self.known.is_empty() && !self.strangers.is_empty();
        let known = if contended {
            self.skipped + 1 < STRANGERS
        } else {
            self.strangers.is_empty()
        };
        self.skipped = if contended && known {
            self.skipped + 1
        } else {
            0
        };
        let entry = self.lane(known).pop()?;
        Some(Turn {
            late: now.saturating_duration_since(entry.since) > self.bounds.patience,
            item: entry.item,
        })
    }

    /// Drops the entries that are not `wanted`.
    pub(super) fn retain(&mut self, mut wanted: impl FnMut(&mut T) -> bool) {
        self.known.retain(&mut wanted);
        self.strangers.retain(wanted);
    }

    /// Takes all entries.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::new(self.bounds))
    }

    /// Takes an entry that has to yield to the bearer of `ticket`, if there is one.
    fn displace(&mut self, ticket: &Ticket) -> Option<Waiting<T>> {
        // The lane that has more than its share yields.
        let strangers = self.strangers.backlog() * (STRANGERS - 1);
        let known = match strangers.cmp(&self.known.backlog()) {
            Ordering::Less => true,
            Ordering::Equal => ticket.known,
            Ordering::Greater => false,
        };
        let lane = self.lane(known);
        let yields = known != ticket.known || lane.yields_to(ticket.client);
        if yields { lane.pop_last() } else { None }
    }

    fn lane(&mut self, known: bool) -> &mut Lane<T> {
        if known {
            &mut self.known
        } else {
            &mut self.strangers
        }
    }
}
