//! Whole guards under input that nobody would write, each held against an oracle.
//!
//! The oracles are written from the RFCs and the outcomes in `tests/security/README.md`, and from nothing of `httpauth`'s
//! code: they take whole vectors where the library takes slices, split where it scans, and say in full what has to come
//! back: the status, the reason, every challenge, and what the callback saw. The property tests and the fuzz targets call
//! the same functions.

mod apps;
mod basic;
mod digest;
mod multi;
mod reader;
mod sent;
mod template;
mod token;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::Router;
use httpauth::Reason;

use crate::{Answer, Call, Seen};

pub use basic::basic;
pub use digest::{Object, digest};
pub use multi::multi;

pub use token::{bearer, key};

/// The answer that an oracle expects of a guard.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    /// The callback sees this, and this user passes.
    Passes { saw: Vec<String>, user: String },
    /// Refused for this reason, after the callback saw this. It saw nothing if it was not called.
    Refused(Reason, Vec<String>),
}

impl Expected {
    /// Returns a refusal before any callback.
    fn early(reason: Reason) -> Self {
        Self::Refused(reason, Vec::new())
    }
}

/// A router, and what its callbacks saw.
struct Guarded {
    router: Router,
    seen: Seen,
}

impl Guarded {
    /// Returns the answer and what the callbacks saw. Nothing in these guards has to wait, so the answer must come at
    /// once.
    fn ask(&self, call: Call) -> (Answer, Vec<String>) {
        let answer = at_once(call.send(&self.router));
        (answer, self.seen.take())
    }

    /// Asserts that the answer to `call` is the expected one, and returns it. A refusal must have these `challenges`.
    fn assert(
        &self,
        call: Call,
        expected: &Expected,
        challenges: impl Fn(Reason, &Answer) -> Vec<String>,
    ) -> Answer {
        let (answer, saw) = self.ask(call);
        match expected {
            Expected::Passes { saw: sees, user } => {
                assert_eq!(saw, *sees);
                answer.assert_ok(&format!("Hello, {user}!"));
            }
            Expected::Refused(reason, sees) => {
                assert_eq!(saw, *sees);
                let challenges = challenges(*reason, &answer);
                assert!(!challenges.is_empty(), "a challenge");
                let challenges: Vec<_> = challenges.iter().map(String::as_str).collect();
                answer.assert_refused(*reason, &challenges);
            }
        }
        answer
    }
}

/// Returns the output of a future that needs nobody to wake it.
fn at_once<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the guard waits for something"),
    }
}

/// Returns the answer to a value of `Authorization` of another scheme. It has credentials, or it is one word at most.
fn foreign(value: &[u8]) -> Expected {
    let words = value.split(|byte| *byte == b' ').map(<[u8]>::trim_ascii);
    Expected::early(match words.filter(|word| !word.is_empty()).count() {
        0 | 1 => Reason::Missing,
        _ => Reason::OtherScheme,
    })
}

/// Returns `GET target` with these fields.
fn get<'f>(target: &str, name: &str, values: impl IntoIterator<Item = &'f Vec<u8>>) -> Call {
    values
        .into_iter()
        .fold(Call::get(target), |call, value| call.header(name, value))
}

/// Returns the bytes that a field's value can hold. The server's HTTP parser lets no others through.
pub fn legal(bytes: &[u8]) -> Vec<u8> {
    let is_legal = |byte: &u8| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f);
    bytes.iter().copied().filter(is_legal).collect()
}

/// Returns what follows this auth-scheme and its spaces (RFC 9110 sections 11.1 and 11.4).
fn after_scheme(value: &[u8], scheme: &str) -> Option<Vec<u8>> {
    let mut words = value.splitn(2, |byte| *byte == b' ');
    let word = words.next()?.to_ascii_lowercase();
    let rest = words.next().unwrap_or_default().iter().copied();
    let rest = rest.skip_while(|byte| *byte == b' ').collect();
    (word == scheme.to_ascii_lowercase().into_bytes()).then_some(rest)
}

/// Returns whether a username holds no C1 control and none of the bidirectional embeddings, overrides and isolates.
fn is_plain(username: &str) -> bool {
    const STEERING: &str =
        "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    let c1 = |char: char| char.is_control() && !char.is_ascii();
    !username
        .chars()
        .any(|char| c1(char) || STEERING.contains(char))
}
