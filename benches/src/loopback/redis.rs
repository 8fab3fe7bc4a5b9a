//! Digest whose counts are in a Redis server, beside Digest whose counts are in the process.

use std::fmt::Write;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::cores::Cores;
use super::load::{self, Load};
use super::server::{Server, listens};
use super::{DIGEST, REDIS, Round, Run, run};
use crate::time::median;
use crate::{Outcome, Size, runtime};

/// Connections at a time, with the least share of the requests that the counts in the process allow.
const CONNECTIONS: [(usize, Option<f64>); 2] = [(16, None), (64, Some(0.9))];

/// A Redis server that keeps nothing on the disk, and ends when this is dropped.
struct Redis {
    process: Child,
    address: SocketAddr,
}

impl Redis {
    /// Starts it on the client's core, so that the application has its own.
    fn start() -> Outcome<Self> {
        // Nobody has this port, and nobody will ask for one in the moment until the server does.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let process = Command::new("redis-server")
            .args(["--port", &address.port().to_string(), "--save", ""])
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("redis-server: {error}"))?;
        let started = Self { process, address };
        if !listens(address) {
            return Err("redis-server did not start".into());
        }
        Ok(started)
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Measures, and writes the table.
pub(crate) fn measure(size: Size) -> Outcome<String> {
    let cores = Cores::share_out();
    let runtime = runtime()?;
    let redis = Redis::start()?;
    let application = Server::start(&format!("{REDIS}{}", redis.address.port()), &cores)?;
    let memory = Server::start("digest-sha-256", &cores)?;
    // A server that is new remembers from its first claim on, whose nonce is therefore stale.
    let _ = runtime.block_on(load::check(application.address, DIGEST));
    runtime.block_on(load::check(application.address, DIGEST))?;
    let mut text = String::from(
        "| connections | requests/s | × counts in the process | budget | application busy | \
         client and Redis busy | µs of the application, over counts in the process | |\n\
         |--:|--:|--:|--:|--:|--:|--:|---|\n",
    );
    for (connections, least) in CONNECTIONS {
        let load = Load {
            sent: DIGEST,
            length: Duration::from_millis(size.round_ms),
            connections,
        };
        let rounds = (0..size.loopback_rounds)
            .map(|_| {
                // Each server knows the nonces of its own.
                let run = |server: &Server| -> Outcome<Run> {
                    let requests = runtime.block_on(load.prepare(server.address))?;
                    run(&runtime, load, server, &requests)
                };
                let (bare, own) = (run(&memory)?, run(&application)?);
                Ok(Round { own, bare })
            })
            .collect::<Outcome<Vec<_>>>()?;
        let _ = writeln!(text, "{}", row(connections, least, &rounds));
    }
    Ok(text)
}

fn row(connections: usize, least: Option<f64>, rounds: &[Round]) -> String {
    let of = |what: fn(&Round) -> f64| median(rounds.iter().map(what).collect());
    let ratio = of(Round::ratio);
    let (budget, word) = match least {
        Some(least) if ratio < least => (format!("≥ {least:.2}"), "MISSED"),
        Some(least) => (format!("≥ {least:.2}"), ""),
        None => (String::new(), ""),
    };
    format!(
        "| {connections} | {:.0} | {ratio:.2} | {budget} | {:.0} % | {:.0} % | {:.1} | {word} |",
        of(|round| round.own.rate),
        100.0 * of(|round| round.own.busy),
        100.0 * of(|round| round.own.client_busy),
        of(Round::micros_over),
    )
}
