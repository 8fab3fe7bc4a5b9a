//! Thousands of connections that send half a head. They cost what the server gives a connection, and nothing of ours.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use allocation_counter::AllocationInfo;
use axum::Router;
use axum::extract::FromRef;
use axum::http::StatusCode;
use axum::routing::{MethodRouter, get};
use httpauth::{login_required, token_auth, verify_token};
use httpauth_tests::{Connection, Server};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::runtime::Builder;

/// A count of the states that were taken for guards. Each guard begins with its state.
#[derive(Clone, Default)]
struct Entered(Arc<AtomicUsize>);

struct AuthState;

impl FromRef<Entered> for AuthState {
    fn from_ref(entered: &Entered) -> Self {
        entered.0.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

#[token_auth(state = AuthState)]
struct Auth;

#[verify_token]
fn verify_token(token: &str) -> bool {
    token == "token"
}

#[login_required]
async fn index() -> &'static str {
    "in"
}

/// All of the head but for its last line.
const HALF: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n";

#[tokio::test]
async fn the_guard_knows_nothing_of_half_a_head() {
    let entered = Entered::default();
    let app = Router::new()
        .route("/", get(index))
        .with_state(entered.clone());
    let server = Server::start(app).await;
    let mut halves = Vec::new();
    for count in 1..=500 {
        let mut half = server.connect().await;
        half.write(HALF).await;
        halves.push(half);
        // The server accepts in turn. When it answers this one, it has all before.
        let answer = server.send(format!("{HALF}\r\n")).await;
        answer.assert_is(StatusCode::OK, &[], "in");
        assert_eq!(
            entered.0.load(Ordering::SeqCst),
            count,
            "none of the halves"
        );
    }
    for half in &mut halves {
        half.write("\r\n").await;
        assert_eq!(half.head().await.status, StatusCode::OK);
    }
    assert_eq!(entered.0.load(Ordering::SeqCst), 1000);
    drop(halves);
    server.stop().await;
}

/// Returns the memory that half a head on each of a hundred connections takes, on both ends.
fn taken(route: MethodRouter<Entered>) -> AllocationInfo {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let app = Router::new().route("/", route);
    let app = app.with_state(Entered::default());
    let server = runtime.block_on(Server::start(app));
    let whole = async || {
        let answer = server.send(format!("{HALF}\r\n")).await;
        answer.assert_is(StatusCode::OK, &[], "in");
    };
    runtime.block_on(whole());
    let mut halves = Vec::with_capacity(100);
    let taken = allocation_counter::measure(|| {
        for _ in 0..100 {
            let mut half = runtime.block_on(server.connect());
            runtime.block_on(half.write(HALF));
            halves.push(half);
            runtime.block_on(whole());
        }
    });
    drop(halves);
    runtime.block_on(server.stop());
    taken
}

/// A guarded route takes what a bare one does.
#[test]
fn half_a_head_takes_no_memory_of_ours() {
    let bare = taken(get(async || "in"));
    let guarded = taken(get(index));
    println!("bare {bare:?}, guarded {guarded:?}");
    assert_eq!(guarded.bytes_current, bare.bytes_current);
    assert_eq!(guarded.count_current, bare.count_current);
}

/// The conformance server as a process of its own, since each end of a connection is an open file.
struct Process {
    child: Child,
    address: std::net::SocketAddr,
}

impl Process {
    async fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_conformance"))
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = tokio::process::ChildStdout::from_std(child.stdout.take().unwrap()).unwrap();
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).await.unwrap();
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.unwrap().parse().unwrap();
        Self { child, address }
    }

    async fn connect(&self) -> Connection {
        Connection::to(self.address).await
    }

    /// Asserts that another client, without a password, gets its answer.
    async fn assert_answers(&self) {
        let mut other = self.connect().await;
        let answer = other.send("GET /basic HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.challenges().len(), 1);
    }

    /// Returns the KiB of memory that the process has, if the system tells.
    fn memory(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// As many as the issue asks for, where the system allows so many open files.
const CONNECTIONS: usize = 10_000;
/// The number of other files that a process opens.
const OTHERS: usize = 500;

#[tokio::test]
async fn ten_thousand_halves_do_not_keep_others_from_their_answers() {
    let limit = rlimit::increase_nofile_limit((CONNECTIONS + OTHERS) as u64).unwrap();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let count = CONNECTIONS.min(limit.saturating_sub(OTHERS));
    if count < CONNECTIONS {
        println!("{count} connections, since {limit} open files are the limit");
    }
    let process = Process::start().await;
    process.assert_answers().await;
    let before = process.memory();
    let mut halves = Vec::with_capacity(count);
    while halves.len() < count {
        let mut half = process.connect().await;
        half.write("GET /basic HTTP/1.1\r\nHost: x\r\nAuthorization: Basic am9objpoZ")
            .await;
        halves.push(half);
        // The queue of connections to be accepted is short, and what does not fit in waits for a second.
        if halves.len() % 100 == 0 {
            process.assert_answers().await;
        }
    }
    process.assert_answers().await;
    if let (Some(before), Some(after)) = (before, process.memory()) {
        let each = (after - before) * 1024 / count;
        println!("{count} halves: {before} KiB before, {after} KiB after, {each} bytes each");
        assert!(
            each < 128 << 10,
            "what the server gives a connection: {each}"
        );
    }
    // They are still good for what they have begun.
    for half in halves.iter_mut().step_by(20) {
        half.write("WxsbzE=\r\n\r\n").await;
        assert_eq!(half.head().await.status, StatusCode::UNAUTHORIZED);
    }
    drop(halves);
    process.assert_answers().await;
}
