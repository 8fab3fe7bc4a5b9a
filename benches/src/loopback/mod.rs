//! Throughput over real sockets. The server processes have one core, the client has another, and the rounds are paired.
//!
//! Every contender is measured right beside the bare server of its own framework with the same requests. The median over
//! the rounds of the ratios counts, since a machine that is slower in one round is so for both.

mod connection;
mod cores;
mod frameworks;
mod load;
mod peers;
mod redis;
mod report;
mod server;
mod stored;

use std::collections::BTreeMap;
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

/// A server beside the bare one of its framework.
struct Contender {
    /// The name in the table.
    what: &'static str,
    /// The name of its server.
    server: &'static str,
    /// The name of the server of the same framework that guards nothing.
    bare: &'static str,
    /// The credentials that the requests carry.
    sent: Credentials,
    /// The least that it has to reach, times the bare server.
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

const MD5: Credentials = Credentials::Digest(Algorithm::Md5);

const CONTENDERS: &[Contender] = &[
    ours("Basic", "basic", BASIC, 0.9),
    ours("Bearer", "bearer", BEARER, 0.9),
    ours("Digest MD5", "digest-md5", MD5, 0.75),
    ours("Digest SHA-256", "digest-sha-256", DIGEST, 0.75),
    basic("actix-web-httpauth, Basic", "actix-basic", "actix-bare"),
    bearer("actix-web-httpauth, Bearer", "actix-bearer", "actix-bare"),
    basic("poem, Basic", "poem-basic", "poem-bare"),
    basic("nginx, Basic", "nginx:basic", "nginx:bare"),
    basic("Apache, Basic", "apache:basic", "apache:bare"),
    md5("Apache, Digest MD5", "apache:digest", "apache:bare"),
    basic("Caddy, Basic", "caddy:basic", "caddy:bare"),
    basic("Go, go-http-auth, Basic", "go:basic", "go:bare"),
    md5("Go, go-http-auth, Digest MD5", "go:digest", "go:bare"),
    basic(
        "Express, passport-http, Basic",
        "express:basic",
        "express:bare",
    ),
    md5(
        "Express, passport-http, Digest MD5",
        "express:digest",
        "express:bare",
    ),
    basic("FastAPI, Basic", "fastapi:basic", "fastapi:bare"),
    bearer("FastAPI, Bearer", "fastapi:bearer", "fastapi:bare"),
    basic("Flask-HTTPAuth, Basic", FLASK, "flask:bare"),
    md5("Flask-HTTPAuth, Digest MD5", "flask:digest", "flask:bare"),
];

/// Connections at a time.
const CONNECTIONS: usize = 16;

const FLASK: &str = "flask:basic";
/// The bare axum handler.
const BARE: &str = "bare";
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
        bare: BARE,
        sent,
        least: Some(least),
        peer_of: None,
    }
}

const fn basic(what: &'static str, server: &'static str, bare: &'static str) -> Contender {
    peer(what, server, bare, BASIC, "basic")
}

const fn bearer(what: &'static str, server: &'static str, bare: &'static str) -> Contender {
    peer(what, server, bare, BEARER, "bearer")
}

const fn md5(what: &'static str, server: &'static str, bare: &'static str) -> Contender {
    peer(what, server, bare, MD5, "digest-md5")
}

const fn peer(
    what: &'static str,
    server: &'static str,
    bare: &'static str,
    sent: Credentials,
    ours: &'static str,
) -> Contender {
    Contender {
        what,
        server,
        bare,
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

/// A contender and its bare server, with the same requests.
#[derive(Clone, Copy)]
struct Round {
    own: Run,
    bare: Run,
}

impl Round {
    /// Returns the requests as a multiple of the bare server's.
    fn ratio(&self) -> f64 {
        self.own.rate / self.bare.rate
    }

    /// Microseconds that the guard took for one request.
    fn micros_over(&self) -> f64 {
        self.own.micros() - self.bare.micros()
    }
}

/// Measures, and writes the table.
pub(crate) fn measure(size: Size) -> Outcome<String> {
    let cores = Cores::share_out();
    let runtime = runtime()?;
    let mut servers = BTreeMap::new();
    for contender in CONTENDERS {
        for name in [contender.bare, contender.server] {
            if !servers.contains_key(name) {
                servers.insert(name, Server::start(name, &cores)?);
            }
        }
    }
    let server = |name| servers.get(name).ok_or("a server that was not started");
    for contender in CONTENDERS {
        let address = server(contender.server)?.address;
        let checked = runtime.block_on(load::check(address, contender.sent));
        checked.map_err(|error| format!("{}: {error}", contender.what))?;
    }
    let length = Duration::from_millis(size.round_ms);
    let mut rounds: Vec<Vec<Round>> = CONTENDERS.iter().map(|_| Vec::new()).collect();
    // The first round only warms them up.
    for number in 0..=size.loopback_rounds {
        for (contender, rounds) in CONTENDERS.iter().zip(&mut rounds) {
            let load = Load {
                sent: contender.sent,
                length,
                connections: CONNECTIONS,
            };
            let (bare, own) = (server(contender.bare)?, server(contender.server)?);
            let round = paired(&runtime, load, bare, own, number % 2 == 0)?;
            if number > 0 {
                rounds.push(round);
            }
        }
    }
    report::markdown(&rounds, cores.first.is_some())
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
        Server::start(BARE, &cores)?,
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

/// Runs one round of a contender and of its bare server, with the same requests.
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
