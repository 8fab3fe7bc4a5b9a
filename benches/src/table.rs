//! The one table. It has every case beside its floor, in instructions, allocations, nanoseconds, and times the bare
//! handler.

use std::collections::HashMap;
use std::fmt::Write;
use std::process::ExitCode;

use axum::http::StatusCode;

use crate::budget::{self, Cost, Verdict};
use crate::case::{self, Case, GROUPS, Group};
use crate::chart::Panel;
use crate::measure::{self, Figures, Pair};
use crate::time::{self, Timing};
use crate::{Outcome, Size, runtime};

/// All that was measured.
pub(crate) struct Table {
    instructions: Option<Figures>,
    allocations: Figures,
    times: HashMap<&'static str, Timing>,
}

/// Prints what the gate measures. Fails if a budget is exceeded that no ceiling holds.
pub(crate) fn gate() -> Outcome<ExitCode> {
    let ours: Vec<&'static Case> = case::all().filter(|case| case.is_ours()).collect();
    let table = Table::of(&ours, None)?;
    print!("{}", table.markdown());
    let exceeded = table.exceeded();
    if exceeded.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nexceeded: {}", exceeded.join(", "));
    Ok(ExitCode::FAILURE)
}

impl Table {
    /// Measures all cases.
    pub(crate) fn measure(size: Size) -> Outcome<Self> {
        Self::of(&case::all().collect::<Vec<_>>(), Some(size))
    }

    /// Measures the cases, and their time too if there is a size. Before that, every route must refuse the requests it
    /// should.
    fn of(cases: &[&'static Case], size: Option<Size>) -> Outcome<Self> {
        let runtime = runtime()?;
        for case in case::all() {
            runtime.block_on(case.check())?;
        }
        let instructions = if measure::has_valgrind() {
            Some(measure::instructions(cases)?)
        } else {
            println!("instructions: skipped, there is no valgrind\n");
            None
        };
        let mut allocations = measure::allocations()?;
        allocations.retain(|name, _| cases.iter().any(|case| case.name == *name));
        let times = match size {
            Some(size) => time::measure(cases, size)?,
            None => Vec::new(),
        };
        let names = cases.iter().map(|case| case.name);
        Ok(Self {
            instructions,
            allocations,
            times: names.zip(times).collect(),
        })
    }

    /// Returns the cost of each case over its floor.
    fn costs(&self) -> HashMap<&'static str, Cost> {
        let cost = |(name, allocations): (&&'static str, &Pair)| {
            let cost = Cost {
                instructions: self.pair(name).map(over),
                allocations: Some(over(*allocations)),
                nanoseconds: self.times.get(name).map(|timing| timing.over),
            };
            (*name, cost)
        };
        self.allocations.iter().map(cost).collect()
    }

    /// Returns the instructions of a case. They are missing for SHA-256, since valgrind has no SHA-NI.
    fn pair(&self, name: &str) -> Option<Pair> {
        let counted = self.instructions.as_ref()?.get(name).copied();
        counted.filter(|_| !name.starts_with("digest-sha-256") || name.contains("absent"))
    }

    /// Returns the cases over their budget, and over their ceiling if they have one.
    fn exceeded(&self) -> Vec<&'static str> {
        let costs = self.costs();
        let names = case::all().map(|case| case.name);
        names
            .filter(|name| !budget::judge(name, &costs).passes)
            .collect()
    }

    /// Returns the table in Markdown.
    pub(crate) fn markdown(&self) -> String {
        let costs = self.costs();
        let mut text = String::from(
            "| over the bare handler | instr | allocs | ns | × bare | budget: instr, allocs, ns | |\n\
             |---|--:|--:|--:|--:|--:|---|\n",
        );
        for group in GROUPS {
            self.group(group, &costs, &mut text);
        }
        text
    }

    /// Returns the panels of the chart, with accepted requests in nanoseconds.
    pub(crate) fn panels(&self) -> Vec<Panel> {
        let time = |case: &Case| Some((case.what, self.times.get(case.name)?.over));
        let panel = |group: &Group| Panel {
            title: group.title,
            bars: group.cases.iter().filter_map(time).collect(),
        };
        let admitted =
            |group: &&Group| group.cases.iter().all(|case| case.status == StatusCode::OK);
        GROUPS.iter().filter(admitted).map(panel).collect()
    }

    fn group(&self, group: &Group, costs: &HashMap<&'static str, Cost>, text: &mut String) {
        let measured = |case: &&Case| costs.contains_key(case.name);
        let mut cases = group.cases.iter().filter(|case| measured(case)).peekable();
        let Some(first) = cases.peek() else { return };
        let floor = Cost {
            instructions: self.pair(first.name).map(|pair| pair.floor),
            allocations: self.allocations.get(first.name).map(|pair| pair.floor),
            nanoseconds: self.times.get(first.name).map(|timing| timing.floor),
        };
        let _ = writeln!(text, "| **{}** | | | | | | |", group.title);
        let _ = writeln!(
            text,
            "| *bare handler, in all* | {} | 1.00 | | |",
            columns(floor)
        );
        for case in cases {
            let cost = costs.get(case.name).copied().unwrap_or_default();
            let ratio = self.times.get(case.name);
            let ratio = ratio.map_or("–".to_owned(), |timing| format!("{:.2}", timing.ratio));
            let verdict = budget::judge(case.name, costs);
            let _ = writeln!(
                text,
                "| {} | {} | {ratio} | {} | {} |",
                case.what,
                columns(cost),
                bound(&verdict),
                verdict.word
            );
        }
    }
}

fn over(pair: Pair) -> i64 {
    pair.guarded - pair.floor
}

fn figure(value: Option<i64>) -> String {
    value.map_or("–".to_owned(), |value| value.to_string())
}

fn columns(cost: Cost) -> String {
    [cost.instructions, cost.allocations, cost.nanoseconds]
        .map(figure)
        .join(" | ")
}

fn bound(verdict: &Verdict) -> String {
    let bound = verdict.bound;
    if bound.allocations.is_none() {
        return String::new();
    }
    [bound.instructions, bound.allocations, bound.nanoseconds]
        .map(figure)
        .join(", ")
}
