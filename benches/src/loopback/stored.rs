//! A stored password, with its speed once it was verified, and what hashing for some clients does to the others.

use std::fmt::Write;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use base64::{Engine, prelude::BASE64_STANDARD};
use tokio::task::JoinSet;

use super::connection::Connection;
use super::cores::Cores;
use super::load::get;
use super::server::Server;
use super::{BASIC, CONNECTIONS, STORED, one};
use crate::{Outcome, Size, runtime};

/// Clients of the open route.
const OPEN: usize = 2;

const LEAST_RATIO: f64 = 0.9;
const MOST_MILLIS: f64 = 10.0;
const MIB: f64 = 1024.0 * 1024.0;
/// The work area of the one permit that a server with one core has, and the stack of its thread with all else.
const MOST_MIB: f64 = 19.0 + 1.0;

/// Measures, and writes the table.
pub(crate) fn measure(size: Size) -> Outcome<String> {
    let (_, plain) = one("basic", BASIC, CONNECTIONS, size)?;
    let (_, verified) = one(STORED, BASIC, CONNECTIONS, size)?;
    Ok(table(verified / plain, &beside(size)?))
}

/// Writes the table. `ratio` is that of the requests with a password that was verified before.
fn table(ratio: f64, beside: &Beside) -> String {
    let mut text = String::from(
        "| a stored Argon2id hash (19 MiB, 2 passes) | | budget | |\n|---|--:|---|---|\n",
    );
    let mut row = |what: &str, value: String, budget: &str, missed: bool| {
        let _ = writeln!(text, "| {what} | {value} | {budget} | {} |", word(missed));
    };
    row(
        "verified before: requests/s × Basic with text",
        format!("{ratio:.2}"),
        "≥ 0.90",
        ratio < LEAST_RATIO,
    );
    let millis = |value: f64| format!("{value:.1} ms");
    row(
        "p99 of an open route, alone",
        millis(beside.alone),
        "",
        false,
    );
    row(
        "p99 of an open route, beside 16 clients with passwords that are new",
        millis(beside.hashing),
        "≤ 10 ms",
        beside.hashing > MOST_MILLIS,
    );
    row(
        "hashes/s meanwhile, on the same core",
        format!("{:.0}", beside.rate),
        "",
        false,
    );
    row(
        "memory that they take",
        format!("{:.1} MiB", beside.bytes / MIB),
        "one work area: 19 MiB",
        beside.bytes > MOST_MIB * MIB,
    );
    text
}

fn word(missed: bool) -> &'static str {
    if missed { "MISSED" } else { "" }
}

/// The effects of the hashing.
struct Beside {
    /// The 99th percentile of the open route's answers in milliseconds, while nobody hashes.
    alone: f64,
    /// And while all do.
    hashing: f64,
    /// Hashes a second.
    rate: f64,
    /// The bytes that the server grew by.
    bytes: f64,
}

fn beside(size: Size) -> Outcome<Beside> {
    let cores = Cores::share_out();
    let server = Server::start(STORED, &cores)?;
    // The rare ones count, so it takes long enough for some hundred of them.
    let length = 10 * Duration::from_millis(size.round_ms);
    let runtime = runtime()?;
    let run = |hashing| runtime.block_on(clients(server.address, hashing, length));
    let (_, mut alone) = run(0)?;
    let before = server.memory("VmRSS:")?;
    let (hashed, mut beside) = run(CONNECTIONS)?;
    Ok(Beside {
        alone: percentile_99(&mut alone),
        hashing: percentile_99(&mut beside),
        rate: f64::from(hashed) / length.as_secs_f64(),
        bytes: server.memory("VmHWM:")? - before,
    })
}

/// Runs clients that hash and clients of the open route at once. Returns how many hashes there were, and the
/// milliseconds of the open answers.
async fn clients(
    address: SocketAddr,
    hashing: usize,
    length: Duration,
) -> Outcome<(u32, Vec<f64>)> {
    let end = Instant::now() + length;
    let (mut hashes, mut open) = (JoinSet::new(), JoinSet::new());
    for number in 0..hashing {
        hashes.spawn(async move {
            let done = new_passwords(address, number, end).await;
            done.map_err(|error| error.to_string())
        });
    }
    for _ in 0..OPEN {
        open.spawn(async move {
            let done = open_route(address, end).await;
            done.map_err(|error| error.to_string())
        });
    }
    let (mut hashed, mut millis) = (0, Vec::new());
    while let Some(done) = hashes.join_next().await {
        hashed += done??;
    }
    while let Some(done) = open.join_next().await {
        millis.extend(done??);
    }
    Ok((hashed, millis))
}

/// Returns how many requests were refused. Each had a password that nobody had sent before.
async fn new_passwords(address: SocketAddr, number: usize, end: Instant) -> Outcome<u32> {
    let (mut connection, mut done) = (Connection::open(address).await?, 0);
    while Instant::now() < end {
        let credentials = BASE64_STANDARD.encode(format!("john:{number}-{done}"));
        let request = get("/", Some(&format!("Basic {credentials}")));
        expect(&mut connection, &request, "401").await?;
        done += 1;
    }
    Ok(done)
}

/// Returns the milliseconds of each answer.
async fn open_route(address: SocketAddr, end: Instant) -> Outcome<Vec<f64>> {
    let (mut connection, mut millis) = (Connection::open(address).await?, Vec::new());
    let request = get("/open", None);
    while Instant::now() < end {
        let begun = Instant::now();
        expect(&mut connection, &request, "200").await?;
        millis.push(1e3 * begun.elapsed().as_secs_f64());
    }
    Ok(millis)
}

async fn expect(connection: &mut Connection, request: &[u8], status: &str) -> Outcome<()> {
    let head = String::from_utf8_lossy(connection.ask(request).await?);
    if head.split(' ').nth(1) == Some(status) {
        return Ok(());
    }
    Err(format!("{head} where it had to be {status}").into())
}

fn percentile_99(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = values.len() * 99 / 100;
    values.get(at).copied().unwrap_or(f64::NAN)
}
