//! The growth of the cost with the length of the field, with roles and rules, with live nonces, with handlers and with
//! connections.

mod connections;
mod fields;
mod handlers;
mod nonces;
pub(crate) mod roles;

use std::time::Instant;

use axum::Router;
use axum::http::StatusCode;

pub(crate) use nonces::child;

use crate::case::{self, Fields};
use crate::route::bare;
use crate::time::{median, whole};
use crate::{Outcome, Size, runtime};

/// A part that can grow, and the function that measures it.
type Part = (&'static str, fn(Size) -> Outcome<String>);

const PARTS: [Part; 5] = [
    ("fields", fields::measure),
    ("roles", roles::measure),
    ("nonces", nonces::measure),
    ("connections", connections::measure),
    ("handlers", handlers::measure),
];

/// Measures the parts of these names, or all if there are no names, and writes the tables.
pub(crate) fn measure(names: &[&str], size: Size) -> Outcome<String> {
    let mut text = Vec::new();
    for (name, measure) in PARTS {
        if names.is_empty() || names.contains(&name) {
            text.push(measure(size)?);
        }
    }
    if text.len() < names.len() {
        return Err("of these, not all can grow".into());
    }
    Ok(text.join("\n"))
}

/// Nanoseconds over the bare handler, of a request that is always the same.
fn over_bare(app: &Router, fields: &Fields, status: StatusCode, size: Size) -> Outcome<i64> {
    let (runtime, bare) = (runtime()?, bare::route());
    let time = |app, status| -> Outcome<f64> {
        let begun = Instant::now();
        runtime.block_on(case::send(app, fields, status, size.requests))?;
        let requests = f64::from(u32::try_from(size.requests)?);
        Ok(begun.elapsed().as_secs_f64() * 1e9 / requests)
    };
    let mut rounds = Vec::new();
    for _ in 0..size.rounds {
        let floor = time(&bare, StatusCode::OK)?;
        rounds.push(time(app, status)? - floor);
    }
    Ok(whole(median(rounds)))
}
