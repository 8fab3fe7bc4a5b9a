//! The report of a walk.

use std::fmt;

use super::expected::{Cell, Expected};
use crate::openapi::{Conflicts, Decided, Place};
use crate::registry::table::Table;

/// The answers of a [`walk`](super::walk) and the problems that they show.
///
/// `Display` prints a table with a line for each operation and a column for each caller, then the problems. An answer
/// that is a problem has a `!`.
#[derive(Debug)]
pub struct Report {
    callers: Vec<String>,
    rows: Vec<(String, Vec<Cell>)>,
    problems: Vec<String>,
}

impl Report {
    pub(super) fn new<'a>(users: impl Iterator<Item = &'a str>) -> Self {
        let callers = ["nobody", "wrong"].into_iter().chain(users);
        Self {
            callers: callers.map(str::to_owned).collect(),
            rows: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Reports a document whose operations cannot be told apart.
    pub(super) fn of_conflicts(conflicts: &Conflicts) -> Self {
        Self {
            problems: vec![conflicts.to_string()],
            ..Self::new(std::iter::empty())
        }
    }

    /// Adds the answers of one operation.
    pub(super) fn add(&mut self, place: &Place, decided: Option<Decided>, cells: Vec<Cell>) {
        let line = place.to_string();
        for (caller, cell) in self.callers.iter().zip(&cells) {
            if let Some(problem) = cell.problem() {
                let status = cell.status();
                self.problems
                    .push(format!("{line}: {status} for {caller}, {problem}"));
            }
        }
        let missing = missing(decided, &cells);
        self.problems
            .extend(missing.map(|missing| format!("{line}: {missing}")));
        self.rows.push((line, cells));
    }

    /// Reports an operation that no request can call.
    pub(super) fn add_uncallable(&mut self, place: &Place) {
        let problem = "its method or path is not one of HTTP, so that nobody can call it";
        self.problems.push(format!("{place}: {problem}"));
        let cells = self.callers.iter().map(|_| Cell::Skipped).collect();
        self.rows.push((place.to_string(), cells));
    }

    /// Returns the problems, each as one line.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Asserts that there are no problems.
    ///
    /// # Panics
    ///
    /// Panics with the table and all problems.
    #[track_caller]
    pub fn assert_holds(&self) {
        assert!(self.problems.is_empty(), "{self}");
    }
}

/// Returns the callers that the walk lacks to show that the guard of an operation does what its rule says.
fn missing(decided: Option<Decided>, cells: &[Cell]) -> impl Iterator<Item = &'static str> {
    let expects = |expected| cells.iter().any(|cell| cell.expects(expected));
    let admitted = cells.iter().filter(|cell| cell.expects(Expected::Admitted));
    let is_absent = expects(Expected::Admitted) && admitted.clone().all(|cell| cell.is_absent());
    let (nobody_may, everybody_may) = match decided {
        Some(Decided::Guarded(row)) => {
            let alternatives = row.alternatives();
            let asks_roles =
                !alternatives.is_empty() && alternatives.iter().all(|one| !one.roles().is_empty());
            let calls = expects(Expected::Admitted) || expects(Expected::OfPermission);
            (!calls, asks_roles && !expects(Expected::Forbidden))
        }
        Some(Decided::Public(_)) | None => (false, false),
    };
    [
        (
            is_absent,
            "nothing is there for those who may call it; set its parameters by `parameter`",
        ),
        (nobody_may, "no user of the walk has the roles to call it"),
        (
            everybody_may,
            "no user of the walk lacks the roles to call it",
        ),
    ]
    .into_iter()
    .filter_map(|(is_missing, text)| is_missing.then_some(text))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = std::iter::once("operation").chain(self.callers.iter().map(String::as_str));
        let mut table = Table::new(heading);
        for (line, cells) in &self.rows {
            let mut row = vec![line.clone()];
            row.extend(cells.iter().map(|cell| match cell.problem() {
                Some(_) => format!("{} !", cell.status()),
                None => cell.status(),
            }));
            table.row(row);
        }
        table.text(f)?;
        self.problems
            .iter()
            .try_for_each(|problem| writeln!(f, "{problem}"))
    }
}
