//! How it is measured: allocations in this process, instructions by callgrind in another one.

use std::env;
use std::error::Error;
use std::process::Command;

use crate::case::Case;

/// What one request costs over its floor.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Instructions; `None` without valgrind.
    pub(crate) instructions: Option<i64>,
    /// Allocations.
    pub(crate) allocations: i64,
}

/// Two lengths of a run: their difference leaves out what is done once.
const SHORT: u32 = 100;
const LONG: u32 = 300;

/// Measures the case over its floor.
pub(crate) fn over_floor(case: &Case, valgrind: bool) -> Result<Cost, Box<dyn Error>> {
    let instructions = if valgrind {
        Some(instructions(case, false)? - instructions(case, true)?)
    } else {
        None
    };
    Ok(Cost {
        instructions,
        allocations: allocations(case, false)? - allocations(case, true)?,
    })
}

/// Whether valgrind is installed.
pub(crate) fn has_valgrind() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Runs a case on a runtime of its own.
pub(crate) fn run(case: &Case, floor: bool, count: u32) -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread()
        .build()?
        .block_on(case.run(floor, count))
}

fn per_request(short: u64, long: u64) -> Result<i64, Box<dyn Error>> {
    Ok((i64::try_from(long)? - i64::try_from(short)?) / i64::from(LONG - SHORT))
}

fn allocations(case: &Case, floor: bool) -> Result<i64, Box<dyn Error>> {
    let count = |requests| -> Result<u64, Box<dyn Error>> {
        let mut outcome = Ok(());
        let info = allocation_counter::measure(|| outcome = run(case, floor, requests));
        outcome.map(|()| info.count_total)
    };
    // The first run of all allocates what is there once for a process or a thread.
    count(1)?;
    per_request(count(SHORT)?, count(LONG)?)
}

fn instructions(case: &Case, floor: bool) -> Result<i64, Box<dyn Error>> {
    per_request(
        collected(case, floor, SHORT)?,
        collected(case, floor, LONG)?,
    )
}

/// The instructions of a whole process that runs the case.
fn collected(case: &Case, floor: bool, requests: u32) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["run", case.name, if floor { "floor" } else { "guarded" }])
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
