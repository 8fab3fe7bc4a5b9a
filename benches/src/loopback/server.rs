//! The servers, which are processes of this program or of others.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{self, Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use super::{BARE, REDIS, STORED, cores::Cores, frameworks, peers};
use crate::route::{bare, ours, ours_digest};
use crate::{Outcome, runtime};

/// A server that runs until this is dropped.
pub(super) struct Server {
    process: Child,
    /// The address that it listens on.
    pub(super) address: SocketAddr,
}

impl Server {
    /// Starts it.
    pub(super) fn start(name: &str, cores: &Cores) -> Outcome<Self> {
        if let Some((process, address)) = peers::start(name, cores)? {
            return Ok(Self { process, address });
        }
        let mut command = cores.server(env::current_exe()?.to_str().ok_or("a path")?);
        let mut process = command
            .args(["serve", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("a server without output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().parse()?;
        Ok(Self { process, address })
    }

    /// Returns the time that it and its children had on their core so far.
    pub(super) fn cpu_seconds(&self) -> f64 {
        let own = cpu_seconds(self.process.id());
        let children = format!("/proc/{0}/task/{0}/children", self.process.id());
        let children = fs::read_to_string(children).unwrap_or_default();
        let children = children.split_whitespace();
        own + children
            .filter_map(|child| child.parse().ok())
            .map(cpu_seconds)
            .sum::<f64>()
    }

    /// Bytes of memory, as `memory` has them.
    pub(super) fn memory(&self, which: &str) -> Outcome<f64> {
        memory(self.process.id(), which)
    }
}

/// Bytes that a process has in memory, `VmRSS:`, or had at most, `VmHWM:`.
pub(crate) fn memory(process: u32, which: &str) -> Outcome<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    let kib = line.and_then(|line| line.split_whitespace().next());
    Ok(1024.0 * kib.ok_or("a process without memory")?.parse::<f64>()?)
}

/// Returns the time that the threads of a process had on their core so far. It is zero if there is no such process.
pub(super) fn cpu_seconds(process: u32) -> f64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else {
        return 0.0;
    };
    let nanoseconds = threads.filter_map(|thread| {
        let schedstat = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        schedstat.split(' ').next()?.parse::<f64>().ok()
    });
    nanoseconds.sum::<f64>() / 1e9
}

/// Waits until a program listens on the address. Returns `false` if it does not within ten seconds.
pub(super) fn listens(address: SocketAddr) -> bool {
    (0..100).any(|_| {
        let is_there = TcpStream::connect(address).is_ok();
        if !is_there {
            thread::sleep(Duration::from_millis(100));
        }
        is_there
    })
}

impl Drop for Server {
    fn drop(&mut self) {
        // `Child::kill` would not let gunicorn end its worker.
        let id = self.process.id().to_string();
        let _ = Command::new("kill").arg(id).status();
        let _ = self.process.wait();
    }
}

/// Serves, and prints the address. It ends when the process is ended, or when the holder of its input is gone.
pub(crate) fn serve(name: &str) -> Outcome<ExitCode> {
    thread::spawn(|| {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        process::exit(0);
    });
    match name {
        BARE => serve_axum(bare::route())?,
        "basic" => serve_axum(ours::basic_route())?,
        STORED => serve_axum(ours::stored_route())?,
        "bearer" => serve_axum(ours::bearer_route())?,
        "digest-md5" => serve_axum(ours_digest::md5_route())?,
        "digest-sha-256" => serve_axum(ours_digest::sha256_route())?,
        "actix-bare" | "actix-basic" | "actix-bearer" => frameworks::serve_actix(name)?,
        "poem-bare" | "poem-basic" => frameworks::serve_poem(name)?,
        name if name.starts_with(REDIS) => {
            let port = name.trim_start_matches(REDIS).parse()?;
            serve_routes(ours_digest::redis_route(port))?;
        }
        _ => return Err(format!("there is no server {name}").into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn serve_axum(app: Router) -> Outcome<()> {
    serve_routes(async { Ok(app) })
}

/// Serves routes that are made by the runtime that serves them.
fn serve_routes(app: impl Future<Output = Outcome<Router>>) -> Outcome<()> {
    runtime()?.block_on(async {
        let app = app.await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        Ok(axum::serve(listener, app).await?)
    })
}
