//! Single flight, by which callers who ask the same question at the same time share one answer.
//!
//! The work belongs to the thread that does it, and a caller only listens. So a caller who leaves takes nothing from
//! the others. If all leave before the work has begun, it need not be done.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use super::key::Tag;
use super::lock::lock;

/// The verifications that are queued or running, by their tag.
#[derive(Default)]
pub(super) struct Flights {
    open: Mutex<HashMap<Tag, Pending>>,
}

/// The caller's end of a flight, at which its answer is pending.
#[derive(Clone)]
pub(super) struct Pending(watch::Receiver<Option<bool>>);

impl Pending {
    /// Waits for the answer. Returns `None` if the work ended without one, because it was refused, ran out of memory or
    /// panicked.
    pub(super) async fn wait(mut self) -> Option<bool> {
        let answer = self.0.wait_for(Option::is_some).await;
        answer.ok().and_then(|answer| *answer)
    }
}

/// The result of [`Flights::board`].
pub(super) enum Boarding {
    /// The flight that another caller has opened for the same question.
    Joined(Pending),
    /// A new flight. Its caller is the first, and has to see that the work is done.
    Opened(Flight, Pending),
}

impl Flights {
    /// Joins the flight of `tag`, or opens it.
    pub(super) fn board(self: &Arc<Self>, tag: Tag) -> Boarding {
        match lock(&self.open).entry(tag) {
            Entry::Occupied(open) => Boarding::Joined(open.get().clone()),
            Entry::Vacant(vacant) => {
                let (sender, receiver) = watch::channel(None);
                let answer = Pending(receiver);
                vacant.insert(answer.clone());
                let listed = Some((Arc::clone(self), tag));
                Boarding::Opened(Flight { sender, listed }, answer)
            }
        }
    }
}

/// The worker's end of a flight. It lands once, or is dropped and so tells its callers that there is no answer.
pub(super) struct Flight {
    sender: watch::Sender<Option<bool>>,
    listed: Option<(Arc<Flights>, Tag)>,
}

impl Flight {
    /// Creates a flight that nobody can join.
    pub(super) fn solo() -> (Self, Pending) {
        let (sender, receiver) = watch::channel(None);
        let flight = Self {
            sender,
            listed: None,
        };
        (flight, Pending(receiver))
    }

    /// Returns the tag that the flight is listed under, `None` if it is not listed. A solo flight never is.
    pub(super) fn tag(&self) -> Option<Tag> {
        self.listed.as_ref().map(|(_, tag)| *tag)
    }

    /// Returns whether every caller has left. If so, nobody can join any more.
    pub(super) fn abandoned(&mut self) -> bool {
        let Some((flights, tag)) = &self.listed else {
            return self.sender.is_closed();
        };
        // The lock is held, so that nobody joins between the question and its consequence.
        let mut open = lock(&flights.open);
        // The list itself holds one receiver.
        if self.sender.receiver_count() > 1 {
            return false;
        }
        open.remove(tag);
        drop(open);
        // The tag must not be removed again on drop, since it may name another flight by then.
        self.listed = None;
        true
    }

    /// Gives `answer` to every caller.
    pub(super) fn land(mut self, answer: bool) {
        // The flight leaves the list first, so that a caller who asks after an answer was given starts anew. No answer
        // outlives its question.
        self.unlist();
        self.sender.send_replace(Some(answer));
    }

    fn unlist(&mut self) {
        if let Some((flights, tag)) = self.listed.take() {
            lock(&flights.open).remove(&tag);
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.unlist();
    }
}
