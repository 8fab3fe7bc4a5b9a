//! The estimates of how long hashes take, from those that were computed before.

use std::sync::Mutex;
use std::time::Duration;

use super::format::{Cost, Shape};
use crate::lock::lock;

/// The number of shapes whose times are kept. A table with more kinds of hashes is estimated by their parameters.
const SHAPES: usize = 32;
/// A new measurement counts as this part of the moving average.
const WEIGHT: u32 = 8;
/// The shortest hash that says something of the machine's pace. What is shorter is mostly overhead.
const TELLING: Duration = Duration::from_millis(1);
/// The paces that are believed. A suspended machine and a clock that stands still measure others.
const PACES: (f64, f64) = (1e-3, 1e3);

/// The moving averages of the times that hashes took.
pub(super) struct Estimates(Mutex<Measured>);

struct Measured {
    times: Vec<(Shape, Duration)>,
    /// The time of a hash in proportion to [`nominal`], by which the shapes are estimated that no hash had yet.
    pace: f64,
}

impl Default for Estimates {
    fn default() -> Self {
        Self(Mutex::new(Measured {
            times: Vec::new(),
            pace: 1.0,
        }))
    }
}

impl Estimates {
    /// Returns the time that a hash of `shape` is likely to take.
    pub(super) fn of(&self, shape: Shape) -> Duration {
        let measured = lock(&self.0);
        let known = measured.times.iter().find(|(known, _)| *known == shape);
        known.map_or_else(|| nominal(shape).mul_f64(measured.pace), |(_, time)| *time)
    }

    /// Notes that a hash of `shape` took `time`.
    pub(super) fn note(&self, shape: Shape, time: Duration) {
        let mut measured = lock(&self.0);
        let nominal = nominal(shape);
        if nominal >= TELLING {
            let pace = time.div_duration_f64(nominal).clamp(PACES.0, PACES.1);
            measured.pace += (pace - measured.pace) / f64::from(WEIGHT);
        }
        let full = measured.times.len() >= SHAPES;
        match measured.times.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, mean)) => *mean = (*mean * (WEIGHT - 1) + time) / WEIGHT,
            None if full => {}
            None => measured.times.push((shape, time)),
        }
    }
}

/// Returns the time that a hash takes on a common core of a server, in code that was optimised.
pub(super) fn nominal(shape: Shape) -> Duration {
    let nanoseconds = match shape.cost {
        Cost::Argon2 { .. } => 400,
        Cost::Scrypt { .. } => 250,
        Cost::Pbkdf2 { .. } => 300,
        Cost::Bcrypt { .. } => 60_000,
    };
    let work = shape.cost.work(shape.output_len);
    Duration::from_nanos(work.saturating_mul(nanoseconds))
}
