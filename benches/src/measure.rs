//! Instructions, by callgrind in processes of their own, and allocations, by the program `count`.

use std::collections::HashMap;
use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::case::Case;
use crate::{LENGTHS, Outcome};

/// A figure of one request to the floor, and to the guarded route.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    /// To the bare handler.
    pub(crate) floor: i64,
    /// To the guarded one.
    pub(crate) guarded: i64,
}

/// A figure for each case.
pub(crate) type Figures = HashMap<&'static str, Pair>;

/// Returns true if valgrind is installed.
pub(crate) fn has_valgrind() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Counts the instructions of each case. Several processes run at once, which does not change their counts.
pub(crate) fn instructions(cases: &[&'static Case]) -> Outcome<Figures> {
    let mut jobs: Vec<(&'static str, bool)> = Vec::new();
    for case in cases {
        for job in [(case.with_same_floor(), true), (case.name, false)] {
            if !jobs.contains(&job) {
                jobs.push(job);
            }
        }
    }
    let counted = side_by_side(&jobs)?;
    let figure = |job| counted.get(&job).copied().ok_or("callgrind lost a case");
    cases
        .iter()
        .map(|case| {
            let floor = figure((case.with_same_floor(), true))?;
            let guarded = figure((case.name, false))?;
            Ok((case.name, Pair { floor, guarded }))
        })
        .collect()
}

/// A run to count, which is the requests of a case, to its floor or not.
type Job = (&'static str, bool);

fn side_by_side(jobs: &[Job]) -> Outcome<HashMap<Job, i64>> {
    let (next, counted) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(&(name, floor)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let figure = a_request(name, floor).map_err(|error| error.to_string());
            if let Ok(mut counted) = counted.lock() {
                counted.push(((name, floor), figure));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(work);
        }
    });
    let counted = counted.into_inner().map_err(|error| error.to_string())?;
    let counted = counted.into_iter();
    counted.map(|(job, figure)| Ok((job, figure?))).collect()
}

fn a_request(name: &str, floor: bool) -> Outcome<i64> {
    let [short, long] = LENGTHS;
    let difference = collected(name, floor, long)? - collected(name, floor, short)?;
    Ok(difference / i64::try_from(long - short)?)
}

/// Returns the instructions of a whole process that runs the case.
fn collected(name: &str, floor: bool, requests: usize) -> Outcome<i64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["run", name, if floor { "floor" } else { "guarded" }])
        .arg(requests.to_string())
        .output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("valgrind failed:\n{report}").into());
    }
    let collected = report
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .ok_or("callgrind does not say how many instructions it collected")?;
    Ok(collected.1.trim().parse()?)
}

/// Allocations of each case, counted by the program beside this one, which cargo builds if it has to.
pub(crate) fn allocations() -> Outcome<Figures> {
    let output = Command::new(sibling("count")?).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let counted = String::from_utf8(output.stdout)?;
    let mut figures = Figures::new();
    for line in counted.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, floor, guarded] = *words.as_slice() else {
            return Err(format!("what is {line}?").into());
        };
        let (floor, guarded) = (floor.parse()?, guarded.parse()?);
        figures.insert(crate::case::named(name)?.name, Pair { floor, guarded });
    }
    Ok(figures)
}

/// Returns the other program of this crate, in the same profile.
fn sibling(name: &str) -> Outcome<PathBuf> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release", "--locked", "--bin", name])
        .args([
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ])
        .status()?;
    if !status.success() {
        return Err(format!("cargo does not build {name}").into());
    }
    Ok(env::current_exe()?.with_file_name(name))
}
