//! The cost of httpauth, beside a bare axum handler and beside its peers. The README in this folder describes it.

mod budget;
mod case;
mod chart;
mod client;
mod compile;
mod grow;
mod loopback;
mod measure;
mod model;
mod readme;
mod route;
mod scratch;
mod table;
mod time;

use std::error::Error;
use std::process::ExitCode;

use table::Table;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The amount of measuring.
#[derive(Clone, Copy, Debug)]
struct Size {
    /// The requests of each side in a round. They are few, so that most rounds are not disturbed.
    requests: usize,
    /// Rounds, of which the median counts.
    rounds: usize,
    /// Milliseconds of a contender in a round of the loopback comparison.
    round_ms: u64,
    /// Rounds of it.
    loopback_rounds: usize,
    /// Builds of each kind.
    builds: usize,
    /// Handlers of the application that is rebuilt after an edit.
    handlers: usize,
    /// Handlers of applications that grow.
    growing_handlers: &'static [usize],
    /// Live nonces of a table that grows.
    nonces: &'static [usize],
}

const FULL: Size = Size {
    requests: 1000,
    rounds: 201,
    round_ms: 1000,
    loopback_rounds: 15,
    builds: 3,
    handlers: 300,
    growing_handlers: &[1, 10, 100, 1000],
    nonces: &[1000, 10_000, 100_000, 1_000_000, 10_000_000],
};

/// To see whether it works.
const QUICK: Size = Size {
    requests: 200,
    rounds: 3,
    round_ms: 200,
    loopback_rounds: 3,
    builds: 1,
    handlers: 10,
    growing_handlers: &[1, 10],
    nonces: &[1000, 100_000],
};

const USAGE: &str = "write `httpauth-benches` for the table, or with one of\n\
    \x20 gate      fails if instructions or allocations exceed a budget, or the model's table is not in the documentation\n\
    \x20 loopback  throughput over sockets\n\
    \x20 password  a stored password: its speed, and what hashing does to others\n\
    \x20 redis     Digest with its counts in a Redis server, which it starts\n\
    \x20 grow      how the cost grows with fields, roles, nonces, connections and handlers, or with one of them\n\
    \x20 compile   clean builds and rebuilds\n\
    \x20 model     what many processes take, on paper, with other values after it as `busy=0.5`; measures nothing\n\
    \x20 write     all of them, or those named after it, into README.md and cost.svg\n\
    and `quick` after it to see whether it works";

/// Does what the arguments say.
pub fn command(arguments: &[&str]) -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("build it with --release: what is not optimised is not measured");
        return ExitCode::FAILURE;
    }
    let (size, arguments) = match arguments {
        [rest @ .., "quick"] => (QUICK, rest),
        all => (FULL, all),
    };
    let outcome = match arguments {
        [] => print(Table::measure(size).map(|table| table.markdown())),
        ["gate"] => model::gate().and_then(|()| table::gate()),
        ["model", settings @ ..] => print(model::text(settings)),
        ["loopback"] => print(loopback::measure(size)),
        ["password"] => print(loopback::stored(size)),
        ["redis"] => print(loopback::redis(size)),
        ["grow", parts @ ..] => print(grow::measure(parts, size)),
        ["compile"] => print(compile::measure(size)),
        ["write", sections @ ..] => readme::write(sections, size).map(|()| ExitCode::SUCCESS),
        // callgrind runs this.
        ["run", name, side, count] => run(name, side, count),
        ["nonces", count] => grow::child(count),
        // The loopback comparison runs this.
        ["serve", name] => loopback::serve(name),
        _ => Err(USAGE.into()),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn print(text: Outcome<String>) -> Outcome<ExitCode> {
    print!("{}", text?);
    Ok(ExitCode::SUCCESS)
}

fn run(name: &str, side: &str, count: &str) -> Outcome<ExitCode> {
    requests(name, side == "floor", count.parse()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the names of the cases.
pub fn cases() -> impl Iterator<Item = &'static str> {
    case::all().map(|case| case.name)
}

/// Two lengths of a run. Their difference leaves out the work that is done once.
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
