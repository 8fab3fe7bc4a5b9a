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

/// The lane of an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Whose {
    /// The lane of those who were right before.
    Known,
    /// The lane of all others.
    #[default]
    Strangers,
}

/// The claims of an entry on its place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ticket {
    pub(super) client: Option<Client>,
    pub(super) whose: Whose,
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

/// The work that waits in both lanes, now or once some entries have yielded.
struct Backlog {
    known: Duration,
    strangers: Duration,
    entries: usize,
}

impl Backlog {
    fn has_room(&self, bounds: &Bounds, free: usize) -> bool {
        let work = self.known + self.strangers;
        self.entries < free || work < bounds.work && self.entries < bounds.entries
    }

    /// Returns the lane that has more than its share, and yields. With equal shares it is that of the newcomer.
    fn yields(&self, newcomer: Whose) -> Whose {
        match (self.strangers * (STRANGERS - 1)).cmp(&self.known) {
            Ordering::Less => Whose::Known,
            Ordering::Equal => newcomer,
            Ordering::Greater => Whose::Strangers,
        }
    }

    fn remove(&mut self, whose: Whose, cost: Duration) {
        let lane = match whose {
            Whose::Known => &mut self.known,
            Whose::Strangers => &mut self.strangers,
        };
        *lane = lane.saturating_sub(cost);
        self.entries = self.entries.saturating_sub(1);
    }
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
        self.backlog().has_room(&self.bounds, free)
    }

    /// Queues `item`, and returns the entries that had to yield, if there was no room.
    ///
    /// # Errors
    ///
    /// Fails if the entries that have to yield are not worth what comes. They stay then, since whoever is refused pays
    /// nothing for their places, and could go on for free.
    pub(super) fn push(
        &mut self,
        item: T,
        ticket: Ticket,
        free: usize,
        now: Instant,
    ) -> Result<Vec<T>, Full> {
        let mut displaced = Vec::new();
        for whose in self.yielding(&ticket, free)? {
            displaced.extend(self.lane(whose).pop_last().map(|entry| entry.item));
        }
        let entry = Waiting {
            item,
            client: ticket.client,
            cost: ticket.cost,
            since: now,
        };
        self.lane(ticket.whose).push(entry);
        Ok(displaced)
    }

    /// Takes the entry whose turn it is.
    pub(super) fn pop(&mut self, now: Instant) -> Option<Turn<T>> {
        let contended = !self.known.is_empty() && !self.strangers.is_empty();
        let known_come_first = contended && self.skipped + 1 < STRANGERS;
        self.skipped = if known_come_first {
            self.skipped + 1
        } else {
            0
        };
        let whose = if known_come_first || self.strangers.is_empty() {
            Whose::Known
        } else {
            Whose::Strangers
        };
        let entry = self.lane(whose).pop()?;
        Some(Turn {
            late: now.saturating_duration_since(entry.since) > self.bounds.patience,
            item: entry.item,
        })
    }

    /// Takes the entries that are not `wanted`.
    pub(super) fn retain(&mut self, mut wanted: impl FnMut(&mut T) -> bool) -> Vec<T> {
        let mut gone = self.known.retain(&mut wanted);
        gone.extend(self.strangers.retain(wanted));
        gone
    }

    /// Takes all entries.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::new(self.bounds))
    }

    /// Returns the lanes whose last entries have to yield to the bearer of `ticket`, one after the other.
    fn yielding(&self, ticket: &Ticket, free: usize) -> Result<Vec<Whose>, Full> {
        let mut known = self.known.last_first(ticket.client);
        let mut strangers = self.strangers.last_first(ticket.client);
        let (mut left, mut freed, mut yielding) = (self.backlog(), Duration::ZERO, Vec::new());
        // What is displaced is worth as much as what comes, so that nobody who waits does so for longer.
        while !left.has_room(&self.bounds, free) && (freed.is_zero() || freed < ticket.cost) {
            let whose = left.yields(ticket.whose);
            let last = match whose {
                Whose::Known => &mut known,
                Whose::Strangers => &mut strangers,
            };
            let (cost, behind) = last.next().ok_or(Full)?;
            if whose == ticket.whose && !behind {
                return Err(Full);
            }
            left.remove(whose, cost);
            freed += cost;
            yielding.push(whose);
        }
        Ok(yielding)
    }

    fn backlog(&self) -> Backlog {
        Backlog {
            known: self.known.backlog(),
            strangers: self.strangers.backlog(),
            entries: self.len(),
        }
    }

    fn lane(&mut self, whose: Whose) -> &mut Lane<T> {
        match whose {
            Whose::Known => &mut self.known,
            Whose::Strangers => &mut self.strangers,
        }
    }
}
