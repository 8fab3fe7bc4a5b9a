//! Live nonces of Digest, with the time and the memory that many of them take in the table of used counts.
//!
//! A `Nonce` is made by the guard alone, so the table is filled by requests: each asks for a nonce and uses it once.

use std::env;
use std::fmt::Write;
use std::mem;
use std::num::NonZeroU32;
use std::process::{self, Command, ExitCode};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::FromRef;
use axum::{Router, http::StatusCode, routing::get};
use httpauth::digest::{Claim, MemoryNonces, Nonce, NonceKey, NonceStore, RngError};
use httpauth::{digest_auth, get_password, login_required};
use rustix::time::{ClockId, clock_gettime};

use crate::case::{self, Fields, Sent};
use crate::client::Algorithm;
use crate::loopback;
use crate::{Outcome, Size, runtime};

/// Of so many nonces, spread over all, the next counts are claimed by themselves, in turn.
const SAMPLED: usize = 200_000;
/// Whole requests that are measured.
const REQUESTS: usize = 10_000;
/// The most bytes of a live nonce.
const BYTES: f64 = 64.0;
/// The most nanoseconds of a first claim.
const FIRST: f64 = 200_000.0;
/// The slowest first claims that are noted. The last of them is what is told, since the system interrupts a few.
const SLOWEST: usize = 10;

/// Returns the nanoseconds that this thread has run. The time for which the system has stopped it does not count.
fn thread_time() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let nanoseconds = Duration::try_from(time).map(|time| time.as_nanos());
    nanoseconds.map_or(0, |time| u64::try_from(time).unwrap_or(u64::MAX))
}

/// The store in memory, which shows some of the nonces that it is asked about.
#[derive(Clone)]
struct Watched {
    store: Arc<MemoryNonces>,
    seen: Arc<Mutex<Seen>>,
}

/// The last nonce, and the nanoseconds of the slowest claims, the slowest first.
#[derive(Default)]
struct Seen {
    last: Option<Nonce>,
    slowest: [u64; SLOWEST],
}

impl Watched {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl NonceStore for Watched {
    type Error = RngError;

    fn key(&self) -> Result<&NonceKey, RngError> {
        self.store.key()
    }

    fn now(&self) -> Duration {
        self.store.now()
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, RngError> {
        let begun = thread_time();
        let claim = self.store.claim(nonce, nc).await;
        let mut took = thread_time().saturating_sub(begun);
        let mut seen = self.seen();
        seen.last = Some(*nonce);
        for slow in &mut seen.slowest {
            if *slow < took {
                mem::swap(slow, &mut took);
            }
        }
        claim
    }
}

#[derive(Clone)]
struct App {
    store: Watched,
}

impl FromRef<App> for Watched {
    fn from_ref(app: &App) -> Self {
        app.store.clone()
    }
}

#[digest_auth(realm = "x", algorithm = "MD5", nonce_ttl = "24h", nonces = Watched, state = App)]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn index() -> &'static str {
    "Hello, 1!"
}

/// Measures each number of nonces in a process of its own, whose memory is its own.
pub(super) fn measure(size: Size) -> Outcome<String> {
    let mut text = String::from(
        "| live nonces | bytes a nonce | ns a claim | ns of a slow first claim | ns a request, in all | |\n\
         |--:|--:|--:|--:|--:|---|\n",
    );
    for count in size.nonces {
        let mut command = Command::new(env::current_exe()?);
        let output = command.args(["nonces", &count.to_string()]).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let figures = String::from_utf8(output.stdout)?;
        let figures = figures.split_whitespace().map(str::parse);
        let figures: Vec<f64> = figures.collect::<Result<_, _>>()?;
        let [bytes, claim, first, request] = *figures.as_slice() else {
            return Err("what does the child say?".into());
        };
        // A table of a few pages cannot be told from the rest of the process.
        let bytes_tell = *count >= 100_000;
        let word = if bytes_tell && bytes > BYTES {
            "bytes: MISSED, ≤ 64"
        } else if first > FIRST {
            "a slow first claim: MISSED, ≤ 200,000"
        } else {
            ""
        };
        let bytes = if bytes_tell {
            format!("{bytes:.0}")
        } else {
            "–".to_owned()
        };
        let _ = writeln!(
            text,
            "| {count} | {bytes} | {claim:.0} | {first:.0} | {request:.0} | {word} |"
        );
    }
    Ok(text)
}

/// Runs the part of a child process.
pub(crate) fn child(count: &str) -> Outcome<ExitCode> {
    let [bytes, claim, first, request] = runtime()?.block_on(figures(count.parse()?))?;
    println!("{bytes} {claim} {first} {request}");
    Ok(ExitCode::SUCCESS)
}

async fn figures(count: usize) -> Outcome<[f64; 4]> {
    let store = Watched {
        // Its shards are not equally full.
        store: Arc::new(MemoryNonces::with_capacity(
            count + count / 4 + 4 * REQUESTS,
        )),
        seen: Arc::default(),
    };
    let app = App {
        store: store.clone(),
    };
    let app = Router::new().route("/", get(index)).with_state(app);
    // Written at once, so that it is not counted afterwards.
    let mut sampled = vec![None; count.min(SAMPLED)];
    let every = count.div_ceil(sampled.len());
    let resident = || loopback::memory(process::id(), "VmRSS:");
    let before = resident()?;
    for number in 0..count {
        let fields = used_once(&app).await?;
        drop(fields);
        if let (0, Some(place)) = (number % every, sampled.get_mut(number / every)) {
            *place = store.seen().last;
        }
    }
    if store.store.len() < count {
        return Err("the table dropped nonces".into());
    }
    let bytes = (resident()? - before) / number(count)?;
    let slow = store.seen().slowest.last().copied().unwrap_or_default();
    let first = number(usize::try_from(slow)?)?;
    let mut more = Vec::new();
    for _ in 0..REQUESTS.min(count) {
        more.push(used_once(&app).await?);
    }
    let claim = claims(&store.store, &sampled).await?;
    Ok([bytes, claim, first, requests(&app, &more).await?])
}

/// Asks for a nonce and uses it. Returns the fields of two requests, of which the first was sent.
async fn used_once(app: &Router) -> Outcome<Fields> {
    let fields = Sent::Digest(Algorithm::Md5, "hello")
        .prepare(app, 2)
        .await?;
    case::send(app, &fields, StatusCode::OK, 1).await?;
    Ok(fields)
}

/// Returns the nanoseconds of a claim. It claims the next counts of the sampled nonces, as often as it takes.
async fn claims(store: &MemoryNonces, sampled: &[Option<Nonce>]) -> Outcome<f64> {
    let passes = u32::try_from(SAMPLED.div_ceil(sampled.len()))?;
    let (begun, mut claimed) = (Instant::now(), 0);
    for nc in 2..2 + passes {
        let nc = NonZeroU32::new(nc).ok_or("a count of nothing")?;
        for nonce in sampled.iter().flatten() {
            if store.claim(nonce, nc).await? != Claim::Accepted {
                return Err("a count was not free".into());
            }
            claimed += 1;
        }
    }
    Ok(begun.elapsed().as_secs_f64() * 1e9 / number(claimed)?)
}

/// Nanoseconds of a whole request, each over another nonce.
async fn requests(app: &Router, fields: &[Fields]) -> Outcome<f64> {
    let begun = Instant::now();
    for fields in fields {
        case::send_turn(app, fields, StatusCode::OK, 1).await?;
    }
    Ok(begun.elapsed().as_secs_f64() * 1e9 / number(fields.len())?)
}

fn number(count: usize) -> Outcome<f64> {
    Ok(f64::from(u32::try_from(count)?))
}
