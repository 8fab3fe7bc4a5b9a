//! Single flight: callers who ask the same question at the same time share one answer.
//!
//! The work belongs to the thread that does it, and no caller owns it: a caller only listens. So a caller who leaves
//! takes nothing from the others, and when all have left before it began, it need not be done.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use super::key::Tag;
use super::lock;

/// The verifications that are queued or running, by their tag.
#[derive(Default)]
pub(super) struct Flights {
    open: Mutex<HashMap<Tag, Answer>>,
}

/// A caller's end.
#[derive(Clone)]
pub(super) struct Answer(watch::Receiver<Option<bool>>);

impl Answer {
    /// The answer, or `None` if the work ended without one: refused, out of memory, or in a panic.
    pub(super) async fn wait(mut self) -> Option<bool> {
        let answer = self.0.wait_for(Option::is_some).await;
        answer.ok().and_then(|answer| *answer)
    }
}

/// What [`Flights::board`] has for a caller.
pub(super) enum Boarding {
    /// Somebody asks the same already.
    Joined(Answer),
    /// The caller is the first, and has to see that the work is done.
    Opened(Flight, Answer),
}

impl Flights {
    /// Joins the flight of `tag`, or opens it.
    pub(super) fn board(self: &Arc<Self>, tag: Tag) -> Boarding {
        match lock(&self.open).entry(tag) {
            Entry::Occupied(open) => Boarding::Joined(open.get().clone()),
            Entry::Vacant(vacant) => {
                let (sender, receiver) = watch::channel(None);
                let answer = Answer(receiver);
                vacant.insert(answer.clone());
                let listed = Some((Arc::clone(self), tag));
                Boarding::Opened(Flight { sender, listed }, answer)
            }
        }
    }
}

/// The worker's end: lands once, or is dropped and tells its callers that there is no answer.
pub(super) struct Flight {
    sender: watch::Sender<Option<bool>>,
    listed: Option<(Arc<Flights>, Tag)>,
}

impl Flight {
    /// A flight that nobody can join.
    pub(super) fn solo() -> (Self, Answer) {
        let (sender, receiver) = watch::channel(None);
        let flight = Self {
            sender,
            listed: None,
        };
        (flight, Answer(receiver))
    }

    /// What the flight is listed under; a solo flight is not.
    pub(super) fn tag(&self) -> Option<Tag> {
        self.listed.as_ref().map(|(_, tag)| *tag)
    }

    /// Whether every caller has left; if so nobody can join any more.
    pub(super) fn abandoned(&mut self) -> bool {
        let Some((flights, tag)) = &self.listed else {
            return self.sender.is_closed();
        };
        // Under the lock, so that nobody joins between the question and its consequence.
        let mut open = lock(&flights.open);
        // The list itself holds one receiver.
        if self.sender.receiver_count() > 1 {
            return false;
        }
        open.remove(tag);
        drop(open);
        // Not to be removed again on drop: by then it may be the name of another flight.
        self.listed = None;
        true
    }

    /// Tells every caller.
    pub(super) fn land(mut self, answer: bool) {
        // First, so that who asks after an answer was given starts anew, and no answer outlives its question.
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
