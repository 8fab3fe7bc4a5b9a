//! The mistakes that one report of the compiler shows.

use std::fs;
use std::path::Path;

use crate::mends;

/// One error of the compiler about one place.
pub(crate) struct Mistake {
    /// The text of the error, without what the compiler puts before it.
    pub(crate) message: String,
    /// The lines of the program that cause it.
    pub(crate) code: String,
    /// The clauses that say what to write.
    pub(crate) mends: Vec<String>,
}

/// Reads the mistakes from a report, and their code from the program beside it.
pub(crate) fn read(report: &Path) -> Vec<Mistake> {
    let program = fs::read_to_string(report.with_extension("rs")).unwrap();
    let lines: Vec<&str> = program.lines().collect();
    let text = fs::read_to_string(report).unwrap();
    let errors = text
        .split("\n\n")
        .filter(|block| block.starts_with("error"));
    errors.filter_map(|block| mistake(block, &lines)).collect()
}

/// Reads one block of a report. `None` is for an error that follows from another one.
fn mistake(block: &str, program: &[&str]) -> Option<Mistake> {
    let first = block.lines().next()?;
    let (_, message) = first.split_once(": ")?;
    let message = message.trim_start_matches("evaluation panicked: ").trim();
    if mends::follows_from_another(message) {
        return None;
    }
    let (message, write) = parts(message);
    let mut mends: Vec<String> = write
        .into_iter()
        .map(str::to_owned)
        .chain(notes(block))
        .collect();
    if mends.is_empty() {
        mends.extend(mends::of(message).split("; ").map(str::to_owned));
    }
    assert_ne!(
        mends,
        [""],
        "no mend for this in `mends.rs`: {message}\n{block}"
    );
    let code = code(line_of(block)?, program);
    Some(Mistake {
        message: message.to_owned(),
        code,
        mends,
    })
}

/// Splits a message into what is wrong and what to write.
fn parts(message: &str) -> (&str, Option<&str>) {
    let ends = ["; ", ": write ", ", expected ", ": expected "];
    let Some(end) = ends.iter().find_map(|end| outside_of_code(message, end)) else {
        return (message, None);
    };
    let (wrong, write) = message.split_at(end);
    (wrong, Some(write.trim_start_matches([';', ':', ',', ' '])))
}

/// Returns the place of `part` that is not between backticks.
fn outside_of_code(message: &str, part: &str) -> Option<usize> {
    let mut places = message.match_indices(part).map(|(place, _)| place);
    places.find(|place| message[..*place].matches('`').count().is_multiple_of(2))
}

/// Returns the notes and the labels of the library, which are those that say what to write.
fn notes(block: &str) -> Vec<String> {
    let lines = block.lines().map(str::trim);
    let notes = lines
        .clone()
        .filter_map(|line| line.strip_prefix("= note: "));
    let labels = lines.filter_map(|line| line.rsplit_once("^ "));
    let labels = labels.filter_map(|(_, label)| label.starts_with("write ").then_some(label));
    labels
        .chain(notes)
        .filter(|note| !mends::is_of_the_compiler(note))
        .map(str::to_owned)
        .collect()
}

/// Returns the number of the line that the error is about, from 0.
fn line_of(block: &str) -> Option<usize> {
    let place = block
        .lines()
        .find(|line| line.trim_start().starts_with("--> ui/"))?;
    let number = place.rsplit(':').nth(1)?.parse::<usize>().ok()?;
    number.checked_sub(1)
}

/// Returns the line with what belongs to it, which is the item of an attribute, and the attributes of an item.
fn code(line: usize, program: &[&str]) -> String {
    let is_attribute = |line: &&str| line.trim_start().starts_with("#[");
    let above = program[..line]
        .iter()
        .rev()
        .take_while(|line| is_attribute(line));
    let begin = line - above.count();
    let below = program[line..].iter().take_while(|line| is_attribute(line));
    let end = (line + below.count()).min(program.len() - 1);
    let lines = &program[begin..=end];
    let indent = lines
        .iter()
        .map(|line| line.len() - line.trim_start().len());
    let indent = indent.min().unwrap_or_default();
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or(line))
        .collect();
    lines.join("\n")
}
