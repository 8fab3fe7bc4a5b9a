//! A fair queue. Clients take turns by the time that their work takes, however much of it they bring.
//!
//! It is start-time fair queueing (Goyal, Vin and Cheng 1996). Each entry begins in virtual time where its client's
//! last one ends, and the one that begins first is next. So the entry that begins last is of the client that has asked
//! for the most, and is the one to yield when there is no room.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use crate::client::Client;

/// The least cost of an entry. With no cost at all an entry would take no turn.
const LEAST: Duration = Duration::from_micros(1);
/// The number of times that the work of an entry is held against its client. By more than one, whoever was served lately is
/// behind whoever comes anew, also if there is not room for one entry of each.
const HELD: u32 = 2;
/// The most clients that are remembered beyond those that wait.
const REMEMBERED: usize = 1024;

/// The place of an entry, which is its beginning in virtual time, and then its number.
type Place = (Duration, u64);

/// A queue that clients share by turns. Whoever names no client is one client together.
pub(super) struct Lane<T> {
    waiting: BTreeMap<Place, Waiting<T>>,
    /// The ends of the clients' last entries in virtual time, as long as they are to come. The entries may be served
    /// already.
    ends: HashMap<Option<Client>, Duration>,
    /// The present moment of virtual time, in which the work of all clients goes on at once.
    now: Duration,
    arrivals: u64,
    backlog: Duration,
}

/// An entry of the queue.
pub(super) struct Waiting<T> {
    pub(super) item: T,
    pub(super) client: Option<Client>,
    pub(super) cost: Duration,
    pub(super) since: Instant,
}

impl<T> Default for Lane<T> {
    fn default() -> Self {
        Self {
            waiting: BTreeMap::new(),
            ends: HashMap::new(),
            now: Duration::ZERO,
            arrivals: 0,
            backlog: Duration::ZERO,
        }
    }
}

impl<T> Lane<T> {
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Returns the sum of the costs of all that wait.
    pub(super) fn backlog(&self) -> Duration {
        self.backlog
    }

    /// Returns the entries from the last one on, each by its cost and whether it is behind a new one of `client`.
    pub(super) fn last_first(
        &self,
        client: Option<Client>,
    ) -> impl Iterator<Item = (Duration, bool)> {
        let new = self.begins(client);
        let last_first = self.waiting.iter().rev();
        last_first.map(move |((begins, _), entry)| (entry.cost, *begins > new))
    }

    pub(super) fn push(&mut self, mut entry: Waiting<T>) {
        entry.cost = entry.cost.max(LEAST);
        let begins = self.begins(entry.client);
        if self.ends.len() >= self.waiting.len() + REMEMBERED {
            // So many come and go at once that turns mean nothing. They begin anew.
            self.ends.clear();
        }
        self.ends.insert(entry.client, begins + entry.cost * HELD);
        self.backlog += entry.cost;
        self.arrivals += 1;
        self.waiting.insert((begins, self.arrivals), entry);
    }

    /// Takes the entry whose turn it is.
    pub(super) fn pop(&mut self) -> Option<Waiting<T>> {
        let ((begins, _), entry) = self.waiting.pop_first()?;
        // Who was served lately counts too, or who has to wait outside would be taken for somebody new. And some time
        // passes with each entry, or those who are new could go on to be before all others.
        let clients = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let now = self.now.max(begins) + entry.cost / clients.max(1);
        self.now = now;
        self.settle(entry.client, entry.cost, Duration::ZERO);
        self.ends.retain(|_, end| *end > now);
        Some(entry)
    }

    /// Takes the entry that begins last. Its client has asked for the most.
    pub(super) fn pop_last(&mut self) -> Option<Waiting<T>> {
        let (_, entry) = self.waiting.pop_last()?;
        self.settle(entry.client, entry.cost, entry.cost * HELD);
        Some(entry)
    }

    /// Takes the entries that are not `wanted`, as if they had never come.
    pub(super) fn retain(&mut self, mut wanted: impl FnMut(&mut T) -> bool) -> Vec<T> {
        let entries = self.waiting.iter_mut();
        let unwanted =
            entries.filter_map(|(place, entry)| (!wanted(&mut entry.item)).then_some(*place));
        let places: Vec<Place> = unwanted.collect();
        let mut gone = Vec::new();
        for place in places {
            if let Some(entry) = self.waiting.remove(&place) {
                self.settle(entry.client, entry.cost, entry.cost * HELD);
                gone.push(entry.item);
            }
        }
        gone
    }

    /// Returns the moment of virtual time at which a new entry of `client` begins.
    fn begins(&self, client: Option<Client>) -> Duration {
        let end = self.ends.get(&client);
        end.map_or(self.now, |end| self.now.max(*end))
    }

    /// Accounts for an entry that has left, and gives `refund` back to its client.
    fn settle(&mut self, client: Option<Client>, cost: Duration, refund: Duration) {
        self.backlog = self.backlog.saturating_sub(cost);
        if let Some(end) = self.ends.get_mut(&client) {
            *end = end.saturating_sub(refund);
        }
        if self.waiting.is_empty() {
            // There is nothing to share, so nothing is held against anybody.
            self.ends.clear();
        }
    }

    /// Returns the number of clients that are remembered.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.ends.len()
    }
}
