//! The table of the loopback comparison.

use std::fmt::Write;

use super::{CONTENDERS, Contender, FLASK, Round, TIMES_FLASK, peers};
use crate::Outcome;
use crate::time::median;

/// Returns the table, with what has to be known about it.
pub(super) fn markdown(rounds: &[Vec<Round>], pinned: bool) -> Outcome<String> {
    let mut text = String::from(
        "| | requests/s | its bare server | × its bare server | budget | µs a request | µs over its bare server | \
         httpauth is | budget | server busy | client busy | |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n",
    );
    for (contender, own) in CONTENDERS.iter().zip(rounds) {
        row(contender, own, rounds, &mut text);
    }
    let cores = if pinned {
        "servers on one core, the client on another"
    } else {
        "NOT PINNED: server and client share the cores"
    };
    let _ = writeln!(text, "\n{cores}; {}", peers::versions()?);
    Ok(text)
}

fn row(contender: &Contender, own: &[Round], all: &[Vec<Round>], text: &mut String) {
    let of = |what: fn(&Round) -> f64| median(own.iter().map(what).collect());
    let ratio = of(Round::ratio);
    let name = match contender.peer_of {
        None => format!("**httpauth**, {}", contender.what),
        Some(_) => contender.what.to_owned(),
    };
    let least = contender.least;
    let times = contender.peer_of.and_then(|ours| times(ours, own, all));
    let times_least = (contender.server == FLASK).then_some(TIMES_FLASK);
    let missed = |value: f64, least: Option<f64>| least.is_some_and(|least| value < least);
    let word = if missed(ratio, least) || missed(times.unwrap_or(f64::MAX), times_least) {
        "MISSED"
    } else {
        ""
    };
    let number = |value: Option<f64>, sign: &str| {
        value.map_or(String::new(), |value| format!("{sign}{value:.2}"))
    };
    let _ = writeln!(
        text,
        "| {name} | {:.0} | {:.0} | {ratio:.2} | {} | {:.2} | {:.2} | {} | {} | {:.0} % | {:.0} % | {word} |",
        of(|round| round.own.rate),
        of(|round| round.bare.rate),
        number(least, "≥ "),
        of(|round| round.own.micros()),
        of(Round::micros_over),
        number(times, "× "),
        number(times_least, "≥ × "),
        100.0 * of(|round| round.own.busy),
        100.0 * of(|round| round.own.client_busy),
    );
}

/// Returns how many times as fast ours is as its peer, in the same round.
fn times(ours: &str, peer: &[Round], all: &[Vec<Round>]) -> Option<f64> {
    let at = CONTENDERS
        .iter()
        .position(|contender| contender.server == ours)?;
    let rounds = all.get(at)?.iter().zip(peer);
    Some(median(
        rounds
            .map(|(ours, peer)| ours.own.rate / peer.own.rate)
            .collect(),
    ))
}
