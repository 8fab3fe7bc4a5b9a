//! What was answered, by the phase and by who asked.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::header::HeaderValue;
use tokio::sync::Notify;
use tokio::time::timeout;

use super::answer::Answer;
use crate::Error;

/// The longest time to wait for an answer of some kind.
const PATIENCE: Duration = Duration::from_mins(1);

/// Those who ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Clients with the right password.
    Clients,
    /// Somebody who has captured requests that got in, and sends them again.
    Replays,
    /// Somebody who guesses a password.
    Guesses,
}

impl Who {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Replays => "captured requests again",
            Self::Guesses => "guesses of a password",
        }
    }
}

/// The answers that somebody may get in a phase. All others end the story.
pub(super) type Expected = (Who, &'static [Answer]);

/// A request that got in.
#[derive(Clone, Debug)]
pub(super) struct Captured {
    pub(super) path: &'static str,
    pub(super) credentials: HeaderValue,
}

/// The answers of all phases.
#[derive(Default)]
pub(super) struct Tally {
    inner: Mutex<Inner>,
    changed: Notify,
}

#[derive(Default)]
struct Inner {
    rows: Vec<Row>,
    is_over: bool,
    failure: Option<String>,
    /// The credentials that got in, each of them once.
    accepted: HashSet<HeaderValue>,
    captured: Vec<Captured>,
    /// The answers of each process that let somebody in.
    by_process: Vec<String>,
}

struct Row {
    phase: &'static str,
    who: Who,
    expected: &'static [Answer],
    counts: [usize; Answer::ALL.len()],
}

impl Row {
    fn count(&self, answer: Answer) -> usize {
        let columns = Answer::ALL.iter().zip(self.counts);
        columns
            .filter(|((kind, _), _)| *kind == answer)
            .map(|(_, count)| count)
            .sum()
    }
}

impl Tally {
    /// Begins a phase, in which these answers are explained.
    pub(super) fn begin(&self, phase: &'static str, expected: &[Expected]) {
        let mut inner = self.lock();
        inner.is_over = false;
        inner
            .rows
            .extend(expected.iter().map(|(who, expected)| Row {
                phase,
                who: *who,
                expected,
                counts: Default::default(),
            }));
    }

    /// Ends a phase, and all who ask in it.
    pub(super) fn end(&self) {
        self.lock().is_over = true;
    }

    pub(super) fn is_over(&self) -> bool {
        let inner = self.lock();
        inner.is_over || inner.failure.is_some()
    }

    /// Ends the story with the first failure.
    pub(super) fn fail(&self, error: &Error) {
        self.lock().failure.get_or_insert_with(|| error.to_string());
        self.changed.notify_waiters();
    }

    /// Counts an answer, unless it is not explained in this phase.
    pub(super) fn note(&self, who: Who, answer: Answer) -> Result<(), Error> {
        let mut inner = self.lock();
        let row = inner.rows.iter_mut().rfind(|row| row.who == who);
        let row = row.filter(|row| row.expected.contains(&answer));
        let row =
            row.ok_or_else(|| format!("{who:?} got an answer without a reason: {answer:?}"))?;
        for (count, (kind, _)) in row.counts.iter_mut().zip(Answer::ALL) {
            *count += usize::from(kind == answer);
        }
        self.changed.notify_waiters();
        Ok(())
    }

    /// Remembers a request that got in, which none may do twice.
    pub(super) fn accept(&self, captured: Captured, process: &str) -> Result<(), Error> {
        let mut inner = self.lock();
        if !inner.accepted.insert(captured.credentials.clone()) {
            return Err("a count got in twice".into());
        }
        inner.captured.push(captured);
        inner.by_process.push(process.to_owned());
        Ok(())
    }

    /// Returns the requests that got in.
    pub(super) fn captured(&self) -> Vec<Captured> {
        self.lock().captured.clone()
    }

    /// Returns the last of the requests that got in, and every tenth of them an older one.
    pub(super) fn capture(&self, turn: usize) -> Option<Captured> {
        let inner = self.lock();
        let older = turn
            .checked_rem(inner.captured.len())
            .filter(|_| turn.is_multiple_of(10));
        older
            .and_then(|index| inner.captured.get(index))
            .or(inner.captured.last())
            .cloned()
    }

    /// Returns the number of these answers in this phase.
    pub(super) fn count(&self, who: Who, answer: Answer) -> usize {
        let inner = self.lock();
        let row = inner.rows.iter().rfind(|row| row.who == who);
        row.map_or(0, |row| row.count(answer))
    }

    /// Waits until there are so many more of these answers.
    pub(super) async fn until(&self, who: Who, answer: Answer, more: usize) -> Result<(), Error> {
        let enough = self.count(who, answer) + more;
        self.wait(|| self.count(who, answer) >= enough).await
    }

    /// Waits until this process has let in so many more.
    pub(super) async fn until_by(&self, process: &str, more: usize) -> Result<(), Error> {
        let count = || {
            self.lock()
                .by_process
                .iter()
                .filter(|by| *by == process)
                .count()
        };
        let enough = count() + more;
        self.wait(|| count() >= enough).await
    }

    /// Returns the process that let somebody in last.
    pub(super) fn last_process(&self) -> String {
        self.lock().by_process.last().cloned().unwrap_or_default()
    }

    async fn wait(&self, is_so: impl Fn() -> bool) -> Result<(), Error> {
        let waiting = async {
            loop {
                let changed = self.changed.notified();
                tokio::pin!(changed);
                changed.as_mut().enable();
                self.ok()?;
                if is_so() {
                    return Ok(());
                }
                changed.await;
            }
        };
        timeout(PATIENCE, waiting).await?
    }

    /// Returns the first failure.
    pub(super) fn ok(&self) -> Result<(), Error> {
        self.lock()
            .failure
            .clone()
            .map_or(Ok(()), |failure| Err(failure.into()))
    }

    /// Returns all rows as a table.
    pub(super) fn table(&self) -> String {
        let mut table = String::from("| phase | who |");
        for (_, column) in Answer::ALL {
            let _ = write!(table, " {column} |");
        }
        let _ = writeln!(table, "\n|---|---|{}", "--:|".repeat(Answer::ALL.len()));
        for row in &self.lock().rows {
            let _ = write!(table, "| {} | {} |", row.phase, row.who.name());
            for (count, (kind, _)) in row.counts.iter().zip(Answer::ALL) {
                let is_shown = row.expected.contains(&kind) || kind == Answer::In;
                let _ = if is_shown {
                    write!(table, " {count} |")
                } else {
                    write!(table, " |")
                };
            }
            table.push('\n');
        }
        table
    }

    /// Says what was found in all phases.
    pub(super) fn summary(&self) -> String {
        let inner = self.lock();
        let sum = |who| {
            let rows = inner.rows.iter().filter(move |row| row.who == who);
            rows.flat_map(|row| row.counts).sum::<usize>()
        };
        format!(
            "{} counts got in, each once. Captured requests were sent again {} times, and none got in. \
             Nor did any of {} requests of somebody who guesses. Every other answer is one that its phase explains.",
            inner.accepted.len(),
            sum(Who::Replays),
            sum(Who::Guesses)
        )
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
