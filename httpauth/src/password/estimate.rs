//! The estimates of how long hashes take, from those that were computed before.

use std::sync::Mutex;
use std::time::Duration;

use super::format::{Cost, Shape};
use super::lock::lock;

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
        Cost::Argon2 {
            memory_kib, passes, ..
        } => (u64::from(memory_kib) * u64::from(passes)).saturating_mul(400),
        Cost::Scrypt { log_n, r, p } => 1_u64
            .checked_shl(log_n.into())
            .unwrap_or(u64::MAX)
            .saturating_mul(u64::from(r) * u64::from(p))
            .saturating_mul(250),
        Cost::Pbkdf2 { digest, rounds } => {
            let blocks = shape.output_len.div_ceil(digest.len()) as u64;
            (u64::from(rounds) * blocks).saturating_mul(300)
        }
        Cost::Bcrypt { log_rounds } => 1_u64
            .checked_shl(log_rounds)
            .unwrap_or(u64::MAX)
            .saturating_mul(60_000),
    };
    Duration::from_nanos(nanoseconds)
}
