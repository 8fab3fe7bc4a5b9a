//! Nanoseconds of all cases in turn, each beside its floor, in many short rounds.
//!
//! A round measures a case and its floor right after each other, so that what the machine does meanwhile meets both; what
//! counts is the median over the rounds of their difference, and of their ratio.

use std::time::Instant;

use axum::Router;
use axum::http::StatusCode;
use tokio::runtime::Runtime;

use crate::case::{self, Case, Fields};
use crate::{Outcome, Size, runtime};

/// The time of one request.
#[derive(Clone, Copy)]
pub(crate) struct Timing {
    /// Nanoseconds of the bare handler.
    pub(crate) floor: i64,
    /// Nanoseconds over it.
    pub(crate) over: i64,
    /// The time as a multiple of the bare handler's.
    pub(crate) ratio: f64,
}

/// A case with its routers, which it keeps.
struct Contender {
    case: &'static Case,
    guarded: (Router, StatusCode),
    floor: (Router, StatusCode),
    rounds: Vec<(f64, f64)>,
}

/// Times of the cases, in their order.
pub(crate) fn measure(cases: &[&'static Case], size: Size) -> Outcome<Vec<Timing>> {
    let runtime = runtime()?;
    let mut contenders: Vec<Contender> = cases
        .iter()
        .map(|case| Contender {
            case,
            guarded: case.side(false),
            floor: case.side(true),
            rounds: Vec::new(),
        })
        .collect();
    for round in 0..size.rounds {
        for contender in &mut contenders {
            contender.round(&runtime, size.requests, round % 2 == 0)?;
        }
    }
    Ok(contenders.iter().map(Contender::timing).collect())
}

impl Contender {
    /// Runs one round, with proofs over a new nonce, which are made before the clock starts.
    fn round(&mut self, runtime: &Runtime, requests: usize, floor_first: bool) -> Outcome<()> {
        let prepared = self.case.sent.prepare(&self.guarded.0, requests);
        let fields = runtime.block_on(prepared)?;
        let time = |side| nanoseconds(runtime, side, &fields, requests);
        let (floor, guarded) = if floor_first {
            let floor = time(&self.floor)?;
            (floor, time(&self.guarded)?)
        } else {
            let guarded = time(&self.guarded)?;
            (time(&self.floor)?, guarded)
        };
        self.rounds.push((floor, guarded));
        Ok(())
    }

    fn timing(&self) -> Timing {
        let over = |of: fn(&(f64, f64)) -> f64| median(self.rounds.iter().map(of).collect());
        Timing {
            floor: whole(over(|(floor, _)| *floor)),
            over: whole(over(|(floor, guarded)| guarded - floor)),
            ratio: over(|(floor, guarded)| guarded / floor),
        }
    }
}

fn nanoseconds(
    runtime: &Runtime,
    (app, status): &(Router, StatusCode),
    fields: &Fields,
    requests: usize,
) -> Outcome<f64> {
    let begun = Instant::now();
    runtime.block_on(case::send(app, fields, *status, requests))?;
    Ok(begun.elapsed().as_secs_f64() * 1e9 / f64::from(u32::try_from(requests)?))
}

/// Returns the middle value. It is not a number if there are no values.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Rounds. A value that does not fit is cut.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn whole(value: f64) -> i64 {
    value.round() as i64
}
