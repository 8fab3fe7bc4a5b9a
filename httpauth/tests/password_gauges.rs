//! The gauges of stored passwords, as the recorder of a process sees them.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use httpauth::password::{self, Limits};
use metrics::{
    Counter, Gauge, GaugeFn, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};

/// As much work as a stored hash may ask for, so that others wait meanwhile.
const DEAR: &str = "$argon2id$v=19$m=19456,t=50,p=1$c2FsdHNhbHRzYWx0c2FsdA$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";

/// The last value of each gauge.
#[derive(Clone, Default)]
struct Gauges(Arc<Mutex<BTreeMap<String, f64>>>);

struct One(Gauges, String);

impl GaugeFn for One {
    fn increment(&self, _: f64) {
        unreachable!("a gauge is set")
    }
    fn decrement(&self, _: f64) {
        unreachable!("a gauge is set")
    }
    fn set(&self, value: f64) {
        let Self(Gauges(gauges), name) = self;
        gauges.lock().unwrap().insert(name.clone(), value);
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
        Gauge::from_arc(Arc::new(One(self.clone(), key.name().to_owned())))
    }
    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl Gauges {
    /// Waits until the gauges have these values.
    async fn become_these(&self, values: &[(&str, f64)]) {
        let is = |(name, value): &(&str, f64)| {
            let gauges = self.0.lock().unwrap();
            gauges.get(&format!("httpauth_password_{name}")) == Some(value)
        };
        while !values.iter().all(is) {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn the_gauges_follow_queue_permits_and_cache() {
    let gauges = Gauges::default();
    metrics::set_global_recorder(gauges.clone()).unwrap();
    let limits = Limits::default().permits(1).decoy(DEAR);
    // Nobody is late, however busy the machine is.
    limits
        .wait(std::time::Duration::from_secs(60))
        .set()
        .unwrap();
    let mut asked = tokio::task::JoinSet::new();
    for waits in [0.0, 1.0] {
        asked.spawn(async { password::verify("hello", None).await });
        gauges
            .become_these(&[("running", 1.0), ("queued", waits)])
            .await;
    }
    // The first one ends, and the other gets its permit.
    gauges
        .become_these(&[("running", 1.0), ("queued", 0.0)])
        .await;
    gauges
        .become_these(&[("running", 0.0), ("queued", 0.0)])
        .await;
    asked.join_all().await;
    let stored = password::hash("hello").unwrap();
    assert_eq!(password::verify("hello", Some(&stored)).await, Ok(true));
    gauges
        .become_these(&[("cached", 1.0), ("known", 1.0)])
        .await;
}
