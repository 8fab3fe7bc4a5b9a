//! Servers of our own, which end with the test.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use axum::Router;
use redis::Value;
use redis::aio::ConnectionManager;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::{app, store};
use crate::client::version_of;

/// A server with a folder of its own.
pub(super) struct Server {
    process: Child,
    folder: PathBuf,
    args: Vec<String>,
    pub(super) port: u16,
}

impl Server {
    /// Starts a server that keeps nothing. Returns `None` if there is no such program.
    pub(super) async fn start() -> Option<Self> {
        Self::start_with(&["--save", ""]).await
    }

    /// Starts a server with these arguments. Returns `None` if there is no such program.
    pub(super) async fn start_with(args: &[&str]) -> Option<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        version_of("redis-server", "--version")?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("httpauth-redis-{}-{number}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        // Nobody has this port, and nobody will ask for one in the moment until the server does.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let args: Vec<_> = args.iter().map(ToString::to_string).collect();
        let process = Self::run(&folder, port, &args).await;
        Some(Self {
            process,
            folder,
            args,
            port,
        })
    }

    async fn run(folder: &Path, port: u16, args: &[String]) -> Child {
        let mut process = Command::new("redis-server")
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
            .args(["--repl-diskless-sync-delay", "0"])
            .arg("--dir")
            .arg(folder)
            .args(args)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.contains("eady to accept connections") {
                // Whoever says more must not be stopped by a full pipe.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return process;
            }
        }
        panic!("redis-server does not start");
    }

    /// Kills the server by a signal that it cannot catch, and starts it again over what it has on the disk.
    pub(super) async fn restart(&mut self) {
        self.kill().await;
        self.process = Self::run(&self.folder, self.port, &self.args).await;
    }

    /// Restarts the server with other arguments.
    pub(super) async fn restart_with(&mut self, args: &[&str]) {
        self.args = args.iter().map(ToString::to_string).collect();
        self.restart().await;
    }

    pub(super) async fn kill(&mut self) {
        self.process.kill().await.unwrap();
    }

    /// Returns the dump on the disk.
    pub(super) fn dump(&self) -> PathBuf {
        self.folder.join("dump.rdb")
    }

    /// Returns the log of writes on the disk.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("appendonlydir/appendonly.aof.1.incr.aof")
    }

    pub(super) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub(super) async fn connect(&self) -> ConnectionManager {
        let client = redis::Client::open(self.url()).unwrap();
        client.get_connection_manager().await.unwrap()
    }

    /// Returns a process of the protection space.
    pub(super) async fn app(&self) -> Router {
        app(store(self.connect().await))
    }

    /// Sends a command whose words stand between spaces.
    pub(super) async fn say(&self, command: &str) -> Value {
        let mut words = command.split(' ');
        let mut command = redis::cmd(words.next().unwrap());
        for word in words {
            command.arg(word);
        }
        command
            .query_async(&mut self.connect().await)
            .await
            .unwrap()
    }

    /// Returns what `INFO` tells in this section.
    pub(super) async fn info(&self, section: &str) -> String {
        let mut command = redis::cmd("INFO");
        let info = command.arg(section);
        info.query_async(&mut self.connect().await).await.unwrap()
    }

    /// Waits until `INFO` tells this.
    pub(super) async fn until(&self, section: &str, line: &str) {
        while !self.info(section).await.contains(line) {
            tokio::task::yield_now().await;
        }
    }

    /// Makes the server a replica of another one, and waits until it has the data.
    pub(super) async fn follow(&self, other: &Self) {
        self.say(&format!("REPLICAOF 127.0.0.1 {}", other.port))
            .await;
        self.until("replication", "master_link_status:up").await;
    }

    /// Makes a replica a server of its own.
    pub(super) async fn take_over(&self) {
        self.say("REPLICAOF NO ONE").await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
