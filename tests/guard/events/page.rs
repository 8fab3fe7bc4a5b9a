//! The page of events against the events in the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../httpauth/docs/events.md");

/// Returns the text of all files in a folder.
fn sources(folder: &Path) -> String {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| {
        if path.is_dir() {
            sources(&path)
        } else {
            fs::read_to_string(path).unwrap()
        }
    };
    paths.map(text).collect()
}

/// Each event has a name, the target `httpauth`, and a row of the page with its level.
#[test]
fn each_event_has_the_target_and_a_row() {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../httpauth/src"));
    let mut events = BTreeSet::new();
    for level in ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"] {
        let call = format!("tracing::{}!(", level.to_lowercase());
        for event in sources.split(&call).skip(1) {
            let words: Vec<_> = event.split_whitespace().take(4).collect();
            let ["name:", name, "target:", "\"httpauth\","] = words[..] else {
                panic!("an event without a name or the target: {words:?}");
            };
            events.insert((level, name.trim_matches(['"', ','])));
        }
        // The guard has a macro of its own, whose events other tests look at.
        for event in sources.split(&format!(" event!({level}, \"")).skip(1) {
            events.insert((level, event.split('"').next().unwrap()));
        }
    }
    let row = |line: &'static str| {
        let cells: Vec<_> = line.split('`').collect();
        match cells[..] {
            ["| ", name, " | ", level, ..] => Some((level, name)),
            _ => None,
        }
    };
    assert_eq!(events, PAGE.lines().filter_map(row).collect());
}
