//! What httpauth costs, beside a bare axum handler and beside its peers; see the README beside.

mod budget;
mod case;
mod client;
mod measure;
mod route;
mod table;
mod time;

use std::error::Error;
use std::process::ExitCode;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
struct Size {
    /// Requests of each side in a round.
    requests: usize,
    /// Rounds, of which the median counts.
    rounds: usize,
}

const FULL: Size = Size {
    requests: 5000,
    rounds: 41,
};

/// To see whether it works.
const QUICK: Size = Size {
    requests: 200,
    rounds: 3,
};

const USAGE: &str = "write `httpauth-benches` for the table, or with one of\n\
    \x20 gate      fails if instructions or allocations exceed a budget; measures no time\n\
    and `quick` after it to see whether it works";

/// Does what the arguments say.
pub fn command(arguments: &[&str]) -> ExitCode {
    let (size, arguments) = match arguments {
        [rest @ .., "quick"] => (QUICK, rest),
        all => (FULL, all),
    };
    let outcome = match arguments {
        [] => table::print(size).map(|()| ExitCode::SUCCESS),
        ["gate"] => table::gate(),
        // What callgrind runs.
        ["run", name, side, count] => run(name, side, count),
        _ => Err(USAGE.into()),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn run(name: &str, side: &str, count: &str) -> Outcome<ExitCode> {
    requests(name, side == "floor", count.parse()?)?;
    Ok(ExitCode::SUCCESS)
}

/// The names of the cases.
pub fn cases() -> impl Iterator<Item = &'static str> {
    case::all().map(|case| case.name)
}

/// Two lengths of a run: their difference leaves out what is done once.
pub const LENGTHS: [usize; 2] = [100, 300];

/// Sends so many requests of a case, to its route or to its floor, on a runtime of their own.
///
/// # Errors
///
/// If there is no such case, or an answer is not as it should be.
pub fn requests(name: &str, floor: bool, count: usize) -> Result<(), Box<dyn Error>> {
    let [_, prepared] = LENGTHS;
    let case = case::named(name)?;
    runtime()?.block_on(case.run(floor, count, prepared))
}

fn runtime() -> Outcome<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    Ok(builder.enable_all().build()?)
}
