//! The cost of building httpauth, as crates and seconds of a clean build over bare axum, and of a rebuild after an
//! edit.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::scratch::{Handlers, Project, application};
use crate::time::median;
use crate::{Outcome, Size};

/// Measures, and writes the tables.
pub(crate) fn measure(size: Size) -> Outcome<String> {
    let bare = Project::new("bare", false)?;
    let guarded = Project::new("guarded", true)?;
    let mut text = clean_builds(&bare, &guarded, size)?;
    text += &rebuilds(&bare, &guarded, size)?;
    Ok(text)
}

/// Returns the seconds of clean builds of an empty program, in turn.
fn clean_builds(bare: &Project, guarded: &Project, size: Size) -> Outcome<String> {
    const MOST: (usize, f64) = (20, 6.0);
    let mut rounds = Vec::new();
    for _ in 0..size.builds {
        let seconds = |project: &Project| {
            project.clean()?;
            project.build(&[])
        };
        rounds.push((seconds(bare)?, seconds(guarded)?));
    }
    let (bare, guarded) = (crates(bare)?, crates(guarded)?);
    let seconds = |of: fn(&(f64, f64)) -> f64| median(rounds.iter().map(of).collect());
    let over = seconds(|(bare, guarded)| guarded - bare);
    let more: Vec<&str> = guarded.difference(&bare).map(String::as_str).collect();
    let word = if more.len() > MOST.0 || over > MOST.1 {
        "MISSED"
    } else {
        ""
    };
    let mut text = String::from(
        "| clean build, dev profile | crates | seconds | budget | |\n|---|--:|--:|---|---|\n",
    );
    let _ = writeln!(
        text,
        "| bare axum | {} | {:.1} | | |",
        bare.len(),
        seconds(|(bare, _)| *bare)
    );
    let _ = writeln!(
        text,
        "| with httpauth, default features | +{} | +{over:.1} | ≤ +{}, ≤ +{:.0} s | {word} |",
        more.len(),
        MOST.0,
        MOST.1
    );
    let _ = writeln!(text, "\nThe crates: {}.", more.join(", "));
    Ok(text)
}

/// Returns the crates that a program is built of, without itself.
fn crates(project: &Project) -> Outcome<BTreeSet<String>> {
    let tree = project.cargo(&[
        "tree",
        "--offline",
        "--edges=normal,build",
        "--prefix=none",
        "--format={p}",
    ])?;
    let names = tree.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (name, version) = (words.next()?, words.next()?);
        Some(format!("{name} {}", version.trim_start_matches('v')))
    });
    Ok(names
        .filter(|name| !name.is_empty() && !name.starts_with("measured "))
        .collect())
}

/// Rebuilds after an edit of one handler, in turn.
fn rebuilds(bare: &Project, guarded: &Project, size: Size) -> Outcome<String> {
    let count = size.handlers;
    let build = |project: &Project, handlers, edit| {
        project.write("src/main.rs", &application(handlers, count, edit))?;
        project.build(&[])
    };
    build(bare, Handlers::Bare, 0)?;
    build(guarded, Handlers::Guarded, 0)?;
    let mut rounds = Vec::new();
    for edit in 1..=size.builds {
        rounds.push((
            build(bare, Handlers::Bare, edit)?,
            build(guarded, Handlers::Guarded, edit)?,
        ));
    }
    let seconds = |of: fn(&(f64, f64)) -> f64| median(rounds.iter().map(of).collect());
    Ok(format!(
        "\n| incremental rebuild after an edit, {count} handlers | seconds |\n|---|--:|\n\
         | without attributes | {:.2} |\n| every handler with `#[login_required]` | {:.2} |\n",
        seconds(|(bare, _)| *bare),
        seconds(|(_, guarded)| *guarded),
    ))
}
