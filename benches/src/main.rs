//! What the guard costs over a bare axum handler; see the README beside.

mod budget;
mod case;
mod measure;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use case::{CASES, Case};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] => report().map(|_| ExitCode::SUCCESS),
        ["gate"] => report().map(|kept| {
            if kept {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }),
        // What callgrind runs.
        ["run", name, side, count] => run(name, *side == "floor", count),
        _ => Err(
            "write `httpauth-benches` for the table, `httpauth-benches gate` to check it".into(),
        ),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn run(name: &str, floor: bool, count: &str) -> Result<ExitCode, Box<dyn Error>> {
    let case = CASES
        .iter()
        .find(|case| case.name == name)
        .ok_or("no such case")?;
    measure::run(case, floor, count.parse()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the table; whether every budget is kept.
fn report() -> Result<bool, Box<dyn Error>> {
    let valgrind = measure::has_valgrind();
    if !valgrind {
        println!("instructions: skipped, there is no valgrind");
    }
    println!("| over the floor | instr | budget | allocs | budget | |\n|---|--:|--:|--:|--:|---|");
    let (mut costs, mut kept) = (Vec::new(), true);
    for case in CASES {
        let cost = measure::over_floor(case, valgrind)?;
        costs.push((case.name, cost));
        kept &= row(case, cost, budget::limit(case.name, &costs));
    }
    Ok(kept)
}

/// Prints the row of a case; whether its budget is kept.
fn row(case: &Case, cost: measure::Cost, limit: Option<measure::Cost>) -> bool {
    let text = |value: Option<i64>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
    let kept = limit.is_none_or(|limit| budget::keeps(cost, limit));
    println!(
        "| {} | {} | {} | {} | {} | {} |",
        case.name,
        text(cost.instructions),
        text(limit.and_then(|limit| limit.instructions)),
        cost.allocations,
        text(limit.map(|limit| limit.allocations)),
        if kept { "" } else { "EXCEEDED" },
    );
    kept
}
