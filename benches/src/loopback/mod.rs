//! Throughput over real sockets. The server processes have one core, the client has another, and the rounds are paired.
//!
//! Every contender is measured right beside the bare handler with the same requests, and what counts is the median over
//! the rounds of the ratios: a machine that is slower in one round is so for both.

mod connection;
mod cores;
mod flask;
mod load;
mod redis;
mod report;
mod server;
mod stored;

use std::process;
use std::time::Duration;

use tokio::runtime::Runtime;

use crate::client::Algorithm;
use crate::time::median;
use crate::{Outcome, Size, runtime};
use cores::Cores;
use load::{Load, Requests};
use server::Server;

pub(crate) use redis::measure as redis;
pub(crate) use server::{memory, serve};
pub(crate) use stored::measure as stored;

/// A server beside the bare handler.
struct Contender {
    /// The name in the table.
    what: &'static str,
    /// The name of its server.
    server: &'static str,
    /// The credentials that the requests carry.
    sent: Credentials,
    /// The least that it has to reach, times the bare handler.
    least: Option<f64>,
    /// The contender of ours that this is the peer of. The table says how many times as fast ours is.
    peer_of: Option<&'static str>,
}

/// The credentials that requests carry.
#[derive(Clone, Copy)]
pub(crate) enum Credentials {
    /// Always the same field.
    Field(&'static str),
    /// A proof with a count that grows, over a nonce for each connection.
    Digest(Algorithm),
}

pub(crate) const BASIC: Credentials = Credentials::Field("Basic am9objpoZWxsbw==");
pub(crate) const DIGEST: Credentials = Credentials::Digest(Algorithm::Sha256);
const BEARER: Credentials = Credentials::Field("Bearer secret-token-1");

const CONTENDERS: &[Contender] = &[
    ours("Basic", "basic", BASIC, 0.9),
    ours("Bearer", "bearer", BEARER, 0.9),
    ours(
        "Digest MD5",
        "digest-md5",
        Credentials::Digest(Algorithm::Md5),
        0.75,
    ),
    ours("Digest SHA-256", "digest-sha-256", DIGEST, 0.75),
    peer("actix-web-httpauth, Basic", "actix-basic", BASIC, "basic"),
    peer(
        "actix-web-httpauth, Bearer",
        "actix-bearer",
        BEARER,
        "bearer",
    ),
    peer("Flask-HTTPAuth on gunicorn, Basic", FLASK, BASIC, "basic"),
];

/// Connections at a time.
const CONNECTIONS: usize = 16;

const FLASK: &str = "flask-basic";
const STORED: &str = "password";
/// The name of the server whose counts are in Redis, before the port of it.
const REDIS: &str = "digest-redis:";
/// The bound for the throughput of ours, in multiples of Flask-HTTPAuth's.
const TIMES_FLASK: f64 = 25.0;

const fn ours(
    what: &'static str,
    server: &'static str,
    sent: Credentials,
    least: f64,
) -> Contender {
    Contender {
        what,
        server,
        sent,
        least: Some(least),
        peer_of: None,
    }
}

const fn peer(
    what: &'static str,
    server: &'static str,
    sent: Credentials,
    ours: &'static str,
) -> Contender {
    Contender {
        what,
        server,
        sent,
        least: None,
        peer_of: Some(ours),
    }
}

/// The figures of a server in one run.
#[derive(Clone, Copy)]
struct Run {
    /// Requests a second.
    rate: f64,
    /// The share of its core that the server had, from 0 to 1.
    busy: f64,
    /// The share of its core that the client had meanwhile. If it is more, it is the client that is measured.
    client_busy: f64,
}

impl Run {
    /// Microseconds that the server had for one request.
    fn micros(&self) -> f64 {
        1e6 * self.busy / self.rate
    }
}

/// A contender and the bare handler, with the same requests.
#[derive(Clone, Copy)]
struct Round {
    own: Run,
    bare: Run,
}

impl Round {
    /// Returns the requests as a multiple of the bare handler's.
    fn ratio(&self) -> f64 {
        self.own.rate / self.bare.rate
    }
}

/// Measures, and writes the table.
pub(crate) fn measure(size: Size) -> Outcome<String> {
    let cores = Cores::share_out();
    let runtime = runtime()?;
    let bare = Server::start("bare", &cores)?;
    let servers = CONTENDERS
        .iter()
        .map(|contender| Server::start(contender.server, &cores))
        .collect::<Outcome<Vec<_>>>()?;
    for (contender, server) in CONTENDERS.iter().zip(&servers) {
        let checked = runtime.block_on(load::check(server.address, contender.sent));
        checked.map_err(|error| format!("{}: {error}", contender.what))?;
    }
    let length = Duration::from_millis(size.round_ms);
    let mut rounds: Vec<Vec<Round>> = CONTENDERS.iter().map(|_| Vec::new()).collect();
    // The first round only warms them up.
    for number in 0..=size.loopback_rounds {
        for ((contender, server), rounds) in CONTENDERS.iter().zip(&servers).zip(&mut rounds) {
            let load = Load {
                sent: contender.sent,
                length,
                connections: CONNECTIONS,
            };
            let round = paired(&runtime, load, &bare, server, number % 2 == 0)?;
            if number > 0 {
                rounds.push(round);
            }
        }
    }
    Ok(report::markdown(&rounds, cores.first.is_some()))
}

/// Requests a second of one of our servers with so many connections, and how many times the bare handler's that is.
pub(crate) fn one(
    server: &str,
    sent: Credentials,
    connections: usize,
    size: Size,
) -> Outcome<(f64, f64)> {
    let cores = Cores::share_out();
    let (runtime, bare, server) = (
        runtime()?,
        Server::start("bare", &cores)?,
        Server::start(server, &cores)?,
    );
    let length = Duration::from_millis(size.round_ms);
    let load = Load {
        sent,
        length,
        connections,
    };
    let rounds = (0..size.loopback_rounds)
        .map(|number| paired(&runtime, load, &bare, &server, number % 2 == 0))
        .collect::<Outcome<Vec<_>>>()?;
    let of = |what: fn(&Round) -> f64| median(rounds.iter().map(what).collect());
    Ok((of(|round| round.own.rate), of(Round::ratio)))
}

/// Runs one round of a contender and of the bare handler, with the same requests.
fn paired(
    runtime: &Runtime,
    load: Load,
    bare: &Server,
    server: &Server,
    bare_first: bool,
) -> Outcome<Round> {
    let requests = runtime.block_on(load.prepare(server.address))?;
    let run = |of: &Server| run(runtime, load, of, &requests);
    if bare_first {
        let bare = run(bare)?;
        Ok(Round {
            own: run(server)?,
            bare,
        })
    } else {
        let own = run(server)?;
        Ok(Round {
            own,
            bare: run(bare)?,
        })
    }
}

/// Sends requests to a server until the time is over.
fn run(runtime: &Runtime, load: Load, server: &Server, requests: &Requests) -> Outcome<Run> {
    let cpu = || (server.cpu_seconds(), server::cpu_seconds(process::id()));
    let before = cpu();
    let done = runtime.block_on(load.run(server.address, requests))?;
    let after = cpu();
    Ok(Run {
        rate: done.rate(),
        busy: (after.0 - before.0) / done.seconds,
        client_busy: (after.1 - before.1) / done.seconds,
    })
}
