//! The log and the counter of one request, as lines.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use axum::Router;
use httpauth_tests::Call;
use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, Key, KeyName, Recorder, SharedString, Unit,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A subscriber, and a recorder of counters, that keep what they get as lines.
#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Adds a line, with the paths of this module made short.
    fn add(&self, line: &str) {
        let line = line.replace("guard::events::", "");
        self.0.lock().unwrap().push(line);
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        write!(self.0, " {field}={value}").unwrap();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "httpauth"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let of = event.metadata();
        let mut fields = Fields(format!("{} {}", of.level(), of.name()));
        event.record(&mut fields);
        self.add(&fields.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// A counter that adds a line when it is incremented.
struct Line(Lines, String);

impl CounterFn for Line {
    fn increment(&self, by: u64) {
        self.0.add(&format!("{}: {by}", self.1));
    }

    fn absolute(&self, _: u64) {}
}

/// A gauge that adds a line when it is set.
impl GaugeFn for Line {
    fn increment(&self, _: f64) {}

    fn decrement(&self, _: f64) {}

    fn set(&self, value: f64) {
        self.0.add(&format!("{}: {value}", self.1));
    }
}

impl Recorder for Lines {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn register_counter(&self, key: &Key, _: &metrics::Metadata<'_>) -> Counter {
        let labels = key.labels().map(metrics::Label::value).collect::<Vec<_>>();
        let line = format!("{} {}", key.name(), labels.join(","));
        Counter::from_arc(Arc::new(Line(self.clone(), line)))
    }
    fn register_gauge(&self, key: &Key, _: &metrics::Metadata<'_>) -> Gauge {
        let labels = key.labels().map(metrics::Label::value).collect::<Vec<_>>();
        let line = format!("{} {}", key.name(), labels.join(","));
        Gauge::from_arc(Arc::new(Line(self.clone(), line)))
    }
    fn register_histogram(&self, _: &Key, _: &metrics::Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

/// Sends the request, and returns the lines of the log and of the counter.
pub(super) async fn lines(app: &Router, call: Call) -> (Vec<String>, Vec<String>) {
    let (log, counts) = (Lines::default(), Lines::default());
    let _log = tracing::subscriber::set_default(log.clone());
    let _counts = metrics::set_default_local_recorder(&counts);
    call.send(app).await;
    (log.take(), counts.take())
}
