//! The memory of right passwords, first as answers and then as marks.

use std::time::{Duration, Instant};

use super::cache::Cache;
use super::gauge;
use super::key::Tag;

/// The time for which a right password is marked after its answer is too old. It spans a holiday weekend.
const MARKED: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// The number of marks for each cached answer.
const MARKS: usize = 16;

/// The passwords that were right, by their tags.
pub(super) struct Memory {
    /// Those that are right without another hash.
    answers: Cache,
    /// Those that are served first, and hashed again.
    marks: Cache,
}

impl Memory {
    /// Creates a memory of `entries` answers that live for `age`. Without answers there are no marks either, since
    /// whoever wants no traces of passwords wants none of either kind.
    pub(super) fn new(entries: usize, age: Duration) -> Self {
        let marks = if age.is_zero() { 0 } else { entries };
        Self {
            answers: Cache::new(entries, age),
            marks: Cache::new(marks.saturating_mul(MARKS), age.saturating_add(MARKED)),
        }
    }

    /// Returns whether `tag` was right a short while ago.
    pub(super) fn is_cached(&self, tag: Tag, now: Instant) -> bool {
        self.answers.contains(tag, now)
    }

    /// Returns whether `tag` was right before.
    pub(super) fn is_known(&self, tag: Tag, now: Instant) -> bool {
        self.marks.contains(tag, now)
    }

    /// Remembers that `tag` is right, and renews its mark.
    pub(super) fn remember(&self, tag: Tag, now: Instant) {
        self.answers.insert(tag, now);
        self.marks.insert(tag, now);
        gauge::cached(self.answers.len());
        gauge::known(self.marks.len());
    }
}
