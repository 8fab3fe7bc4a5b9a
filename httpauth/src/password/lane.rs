//! A fair queue. Clients take turns by the time that their work takes, however much of it they bring.
//!
//! It is start-time fair queueing (Goyal, Vin and Cheng 1996). Each entry begins in virtual time where its client's last one ends, and the one that begins first is
//! next. So the entry that begins last is of the client that has asked for the most, and is the one to yield when there
//! is no room.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use crate::client::Client;

/// The least cost of an entry. With no cost at all an entry would take no turn.
const LEAST: Duration = Duration::from_micros(1);
/// The most clients that are remembered beyond those that wait.
const REMEMBERED: usize = 1024;

/// The place of an entry, which is its beginning in virtual time, and then its number.
type Place = (Duration, u64);

/// A queue that clients share by turns. Whoever names no client is one client together.
pub(super) struct Lane<T> {
    waiting: BTreeMap<Place, Waiting<T>>,
    /// The clients that wait, and those whose turn is not yet over.
    accounts: HashMap<Option<Client>, Account>,
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

/// The account of a client.
#[derive(Default)]
struct Account {
    /// The end of the client's last entry in virtual time.
    until: Duration,
    waiting: usize,
}

impl<T> Default for Lane<T> {
    fn default() -> Self {
        Self {
            waiting: BTreeMap::new(),
            accounts: HashMap::new(),
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

    /// Returns whether the last entry would be behind a new one of `client`.
    pub(super) fn yields_to(&self, client: Option<Client>) -> bool {
        let last = self.waiting.last_key_value();
        last.is_some_and(|((begins, _), _)| *begins > self.begins(client))
    }

    pub(super) fn push(&mut self, mut entry: Waiting<T>) {
        entry.cost = entry.cost.max(LEAST);
        let begins = self.begins(entry.client);
        let account = self.accounts.entry(entry.client).or_default();
        account.until = begins + entry.cost;
        account.waiting += 1;
        self.backlog += entry.cost;
        self.arrivals += 1;
        self.waiting.insert((begins, self.arrivals), entry);
        if self.accounts.len() > self.waiting.len() + REMEMBERED {
            self.accounts.retain(|_, account| account.waiting > 0);
        }
    }

    /// Takes the entry whose turn it is.
    pub(super) fn pop(&mut self) -> Option<Waiting<T>> {
        let ((begins, _), entry) = self.waiting.pop_first()?;
        // Who was served lately counts too, or who has to wait outside would be taken for somebody new. And some time
        // passes with each entry, or those who are new could go on to be before all others.
        let clients = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        let now = self.now.max(begins) + entry.cost / clients.max(1);
        self.now = now;
        self.settle(entry.client, entry.cost, Duration::ZERO);
        self.accounts
            .retain(|_, account| account.waiting > 0 || account.until > now);
        Some(entry)
    }

    /// Takes the entry that begins last. Its client has asked for the most.
    pub(super) fn pop_last(&mut self) -> Option<Waiting<T>> {
        let (_, entry) = self.waiting.pop_last()?;
        self.settle(entry.client, entry.cost, entry.cost);
        Some(entry)
    }

    /// Drops the entries that are not `wanted`, as if they had never come.
    pub(super) fn retain(&mut self, mut wanted: impl FnMut(&mut T) -> bool) {
        let mut gone = Vec::new();
        self.waiting.retain(|_, entry| {
            let stays = wanted(&mut entry.item);
            if !stays {
                gone.push((entry.client, entry.cost));
            }
            stays
        });
        for (client, cost) in gone {
            self.settle(client, cost, cost);
        }
    }

    /// Returns the moment of virtual time at which a new entry of `client` begins.
    fn begins(&self, client: Option<Client>) -> Duration {
        let account = self.accounts.get(&client);
        account.map_or(self.now, |account| account.until.max(self.now))
    }

    /// Takes an entry off the account of its client, which gets `refund` back.
    fn settle(&mut self, client: Option<Client>, cost: Duration, refund: Duration) {
        self.backlog = self.backlog.saturating_sub(cost);
        if let Some(account) = self.accounts.get_mut(&client) {
            account.until = account.until.saturating_sub(refund);
            account.waiting = account.waiting.saturating_sub(1);
        }
        if self.waiting.is_empty() {
            // There is nothing to share, so nothing is held against anybody.
            self.accounts.clear();
        }
    }

    /// Returns the number of clients that are remembered.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.accounts.len()
    }
}
