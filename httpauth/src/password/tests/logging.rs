//! Tests of the log, of what it has and what it must not have.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use super::*;
use crate::password::hash::CURRENT;
use crate::password::job::{Reference, Verification};
use crate::password::overloaded::MAX_PASSWORD_LEN;

/// A subscriber that keeps every event as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut log = self.0.lock().unwrap();
        let level: Level = *event.metadata().level();
        write!(log, "{level}").unwrap();
        event.record(&mut Line(&mut log));
        log.push('\n');
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_refused_hash_is_logged_with_its_reason_and_without_itself() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let verifier = verifier(small());
    assert_eq!(
        verifier.verify("hello", Some(&cheap("hello"))).await,
        Ok(true)
    );
    assert_eq!(
        verifier.verify("wrong", Some(&cheap("hello"))).await,
        Ok(false)
    );
    assert_eq!(verifier.verify("wrong", None).await, Ok(false));
    assert_eq!(
        *log.0.lock().unwrap(),
        "",
        "nothing that is usual is logged"
    );
    for stored in [
        "sesame",
        "$argon2id$sesame",
        "scrypt:1073741824:8:1$sesame$6d3ff023bfdc9a979bfe443a1548c302",
    ] {
        assert_eq!(verifier.verify("sesame", Some(stored)).await, Ok(false));
    }
    let log = log.0.lock().unwrap().clone();
    let lines: Vec<_> = log.lines().collect();
    assert_eq!(lines.len(), 3, "{log}");
    assert!(lines.iter().all(|line| line.starts_with("WARN ")), "{log}");
    for (line, reason) in lines
        .iter()
        .zip(["not known", "malformed", "more memory or time"])
    {
        assert!(line.contains(reason), "{line}");
    }
    assert!(!log.contains("sesame") && !log.contains("6d3f"), "{log}");
}

/// Does a hash of `milliseconds` on this thread, whose log it is.
fn hash(verifier: &Verifier, milliseconds: usize) {
    assert!(milliseconds <= MAX_PASSWORD_LEN);
    let mut job = Verification {
        shared: Arc::clone(&verifier.shared),
        answer: tokio::sync::oneshot::channel().0,
        reference: Reference::Decoy(CURRENT.decoy()),
        password: "x".repeat(milliseconds).into_bytes().into(),
        verified: None,
    };
    job.run(&mut WorkArea::default());
}

#[test]
fn a_hash_without_optimisation_is_said_once() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let clock = Clock::stopped();
    let hand = clock.clone();
    let check = move |_: &Stored, password: &[u8], _: &mut WorkArea| {
        advance(&hand, Duration::from_millis(password.len() as u64));
        Ok(true)
    };
    let verifier = Verifier::new(small(), clock, Box::new(check)).unwrap();
    // An optimised build says nothing, since there is nothing to do about it.
    let once = usize::from(cfg!(debug_assertions));
    for (milliseconds, lines, case) in [
        (15, 0, "quick"),
        (100, 0, "a busy machine"),
        (500, once, "not optimised"),
        (501, once, "said before"),
    ] {
        hash(&verifier, milliseconds);
        let said = lock(&log.0);
        assert_eq!(said.lines().count(), lines, "{case}: {said}");
        for part in ["WARN", "profile.dev", "milliseconds=500.0"] {
            assert_eq!(said.matches(part).count(), lines, "{case}: {said}");
        }
    }
}
