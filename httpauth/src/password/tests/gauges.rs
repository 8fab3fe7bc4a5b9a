//! Tests of the gauges, on the thread that a local recorder is for.
#![cfg(feature = "metrics")]

use std::collections::BTreeMap;

use metrics::{
    Counter, Gauge, GaugeFn, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};

use super::*;

/// The last value of each gauge.
#[derive(Clone, Default)]
struct Gauges {
    values: Arc<Mutex<BTreeMap<String, f64>>>,
    /// Whether each gauge panics.
    broken: bool,
}

struct One(Gauges, String);

impl GaugeFn for One {
    fn increment(&self, _: f64) {
        panic!("a gauge is set");
    }
    fn decrement(&self, _: f64) {
        panic!("a gauge is set");
    }
    fn set(&self, value: f64) {
        assert!(!self.0.broken, "a test's own panic");
        lock(&self.0.values).insert(self.1.clone(), value);
    }
}

impl Recorder for Gauges {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }
    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        assert_eq!(key.labels().len(), 0);
        Gauge::from_arc(Arc::new(One(self.clone(), key.name().to_owned())))
    }
    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl Gauges {
    fn of(&self, name: &str) -> f64 {
        lock(&self.values)[&format!("httpauth_password_{name}")]
    }
}

#[tokio::test]
async fn the_gauges_follow_the_queue() {
    let gauges = Gauges::default();
    let _guard = metrics::set_default_local_recorder(&gauges);
    let verifier = Arc::new(verifier(small()));
    let gate = close(&verifier.pool).await;
    let mut asked = Vec::new();
    for queued in 1..=3 {
        asked.push(ask(&verifier, "guess", None).await);
        assert_eq!(
            (gauges.of("queued"), gauges.of("running")),
            (f64::from(queued), 1.0)
        );
    }
    drop(gate);
    drop(asked);
}

#[tokio::test]
async fn a_recorder_that_panics_takes_no_thread() {
    let broken = Gauges {
        broken: true,
        ..Gauges::default()
    };
    let _guard = metrics::set_default_local_recorder(&broken);
    let verifier = verifier(small());
    let stored = cheap("hello");
    assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
    assert_eq!(verifier.pool.load().threads, 1);
}

#[test]
fn the_gauges_follow_the_memory() {
    let gauges = Gauges::default();
    let _guard = metrics::set_default_local_recorder(&gauges);
    let (age, start) = (Duration::from_secs(60), Instant::now());
    let memory = crate::password::memory::Memory::new(128, age);
    for n in 1..=5_u128 {
        memory.remember(crate::password::key::Tag(n << 64), start);
        memory.remember(crate::password::key::Tag(n << 64), start);
    }
    assert_eq!((gauges.of("cached"), gauges.of("known")), (5.0, 5.0));
    memory.remember(crate::password::key::Tag(9 << 64), start + age);
    assert_eq!((gauges.of("cached"), gauges.of("known")), (1.0, 6.0));
}
