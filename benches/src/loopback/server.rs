//! The servers, which are processes of this program, and gunicorn.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{self, Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use actix_web_httpauth::extractors::basic::BasicAuth;
use actix_web_httpauth::extractors::bearer::BearerAuth;
use axum::Router;
use tokio::net::TcpListener;

use super::{FLASK, REDIS, STORED, cores::Cores, flask};
use crate::route::{bare, body, by_password, by_token, ours, ours_digest};
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
        if name == FLASK {
            let (process, address) = flask::start(cores)?;
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

    /// Returns the time that it and its threads had on their core so far. Of gunicorn it is the worker's.
    pub(super) fn cpu_seconds(&self) -> f64 {
        let own = cpu_seconds(self.process.id());
        let children = format!("/proc/{0}/task/{0}/children", self.process.id());
        let children = std::fs::read_to_string(children).unwrap_or_default();
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
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    let kib = line.and_then(|line| line.split_whitespace().next());
    Ok(1024.0 * kib.ok_or("a process without memory")?.parse::<f64>()?)
}

/// Returns the time that a process had on its core so far. It is zero if there is no such process.
pub(super) fn cpu_seconds(process: u32) -> f64 {
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // User and system time are the 14th and 15th word. There are a hundred ticks to a second.
        let (_, after_name) = stat.rsplit_once(')')?;
        let mut words = after_name.split_whitespace().skip(11);
        let mut ticks = || words.next()?.parse::<f64>().ok();
        Some(ticks()? + ticks()?)
    };
    ticks().unwrap_or_default() / 100.0
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
        "bare" => serve_axum(bare::route())?,
        "basic" => serve_axum(ours::basic_route())?,
        STORED => serve_axum(ours::stored_route())?,
        "bearer" => serve_axum(ours::bearer_route())?,
        "digest-md5" => serve_axum(ours_digest::md5_route())?,
        "digest-sha-256" => serve_axum(ours_digest::sha256_route())?,
        "actix-basic" | "actix-bearer" => serve_actix(name == "actix-basic")?,
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

fn serve_actix(basic: bool) -> Outcome<()> {
    async fn by_basic(sent: BasicAuth) -> HttpResponse {
        answer(by_password(sent.user_id(), sent.password().unwrap_or_default()).is_some())
    }
    async fn by_bearer(sent: BearerAuth) -> HttpResponse {
        answer(by_token(sent.token()).is_some())
    }
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let app = App::new();
            if basic {
                app.route("/", web::get().to(by_basic))
            } else {
                app.route("/", web::get().to(by_bearer))
            }
        });
        let server = server.workers(1).bind("127.0.0.1:0")?;
        for address in server.addrs() {
            println!("{address}");
        }
        Ok(server.run().await?)
    })
}

fn answer(known: bool) -> HttpResponse {
    if known {
        HttpResponse::Ok().body(body(1))
    } else {
        HttpResponse::Unauthorized().finish()
    }
}
