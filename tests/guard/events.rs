//! The events and the counter of the guards. Each refused request has one of each, and an admitted one is only counted.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use axum::extract::Extension;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    AuthError, CurrentUser, basic_auth, digest_auth, error_handler, generate_opaque, get_password,
    get_user_roles, guard, login_required, multi_auth, token_auth, verify_password, verify_token,
};
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};
use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, Key, KeyName, Recorder, SharedString, Unit,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> Result<bool, StatusCode> {
    match username {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(password == "hello"),
    }
}

#[get_user_roles]
fn get_user_roles(username: &str) -> Result<String, StatusCode> {
    match username {
        "hidden" => Err(StatusCode::NOT_FOUND),
        _ => Ok(username.to_owned()),
    }
}

#[login_required]
async fn index(_: CurrentUser<String>) {}

#[login_required(optional)]
async fn public(_: Option<CurrentUser<String>>) {}

#[login_required]
async fn own() -> Result<(), AuthError> {
    Err(AuthError::forbidden())
}

#[login_required(role = ["admin", ["user", "writer"]])]
async fn admin() {}

#[login_required(role = "admin")]
struct AdminsOnly;

/// Its callback has an extractor that always rejects.
#[token_auth]
struct Bearer;

#[verify_token(auth = Bearer)]
fn verify_token(_: &str, _: Extension<u8>) -> bool {
    true
}

#[login_required(auth = Bearer)]
async fn bearer() {}

#[token_auth(header = "X-Key", scheme = "Key")]
struct Key1;

#[verify_token(auth = Key1)]
fn verify_key(_: &str) -> Option<String> {
    None
}

#[error_handler(auth = Key1)]
fn say_nothing(_: AuthError) -> StatusCode {
    StatusCode::NOT_FOUND
}

#[multi_auth(Auth, Key1)]
struct Inner;

#[multi_auth(Digest, Inner)]
struct Multi;

#[login_required(auth = Multi)]
async fn multi() {}

#[digest_auth(algorithm = "SHA-256")]
struct Digest;

#[get_password(auth = Digest)]
fn get_password(_: &str) -> Option<&'static str> {
    Some("hello")
}

#[login_required(auth = Digest)]
async fn digest() {}

/// It has no challenge.
#[digest_auth]
struct Dumb;

#[get_password(auth = Dumb)]
fn no_password(_: &str) -> Option<String> {
    None
}

#[generate_opaque(auth = Dumb)]
fn generate_opaque() -> Result<String, StatusCode> {
    Err(StatusCode::BAD_GATEWAY)
}

#[httpauth::verify_opaque(auth = Dumb)]
fn verify_opaque(_: &str) -> bool {
    false
}

#[login_required(auth = Dumb)]
async fn dumb() {}

/// Has no `#[client_ip]`.
#[basic_auth(throttle)]
struct Throttled;

#[verify_password(auth = Throttled)]
fn verify_throttled(_: &str, password: &str) -> bool {
    password == "hello"
}

#[login_required(auth = Throttled)]
async fn throttled() {}

fn app() -> Router {
    let nested = Router::new()
        .route("/nested", get(admin))
        .layer(guard(AdminsOnly))
        .layer(guard(Auth));
    Router::new()
        .route("/", get(index))
        .route("/public", get(public))
        .route("/own", get(own))
        .route("/admin", get(admin))
        .route("/bearer", get(bearer))
        .route("/multi", get(multi))
        .route("/digest", get(digest))
        .route("/dumb", get(dumb))
        .route("/throttled", get(throttled))
        .merge(nested)
}

/// A subscriber, and a recorder of counters, that keep what they get as lines.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

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
async fn lines(app: &Router, call: Call) -> (Vec<String>, Vec<String>) {
    let (log, counts) = (Lines::default(), Lines::default());
    let _log = tracing::subscriber::set_default(log.clone());
    let _counts = metrics::set_default_local_recorder(&counts);
    call.send(app).await;
    (log.take(), counts.take())
}

/// A request that is refused, with its event and its count.
async fn assert_refused(call: Call, event: &str, count: &str) {
    let (log, counts) = lines(&app(), call).await;
    assert_eq!(log, [event]);
    assert_eq!(counts, [format!("httpauth_decisions_total {count}: 1")]);
}

const REFUSED: &str = "httpauth.refused message=a guard refused a request";
const ANSWERED: &str = "INFO httpauth.answered message=a callback refused a request";
const FAILED: &str = "WARN httpauth.failed message=a callback failed";

#[tokio::test]
async fn a_refusal_is_one_event_and_one_count() {
    let index = "object=Auth scheme=Basic policy=index";
    assert_refused(
        Call::get("/"),
        &format!("DEBUG {REFUSED} {index} reason=missing status=401"),
        "Auth,refused,missing",
    )
    .await;
    assert_refused(
        Call::get("/").basic("john", "wrong"),
        &format!("INFO {REFUSED} {index} reason=invalid status=401"),
        "Auth,refused,invalid",
    )
    .await;
    assert_refused(
        Call::get("/").basic("john", "hello").bearer("token"),
        &format!("INFO {REFUSED} {index} reason=repeated status=400"),
        "Auth,refused,repeated",
    )
    .await;
    let rule = r#"object=Auth scheme=Basic policy=admin rule=["admin", ["user", "writer"]]"#;
    assert_refused(
        Call::get("/admin").basic("john", "hello"),
        &format!("INFO {REFUSED} {rule} reason=forbidden status=403"),
        "Auth,refused,forbidden",
    )
    .await;
}

/// A callback's own response is not the guard's refusal. A server error is louder than an answer such as 404.
#[tokio::test]
async fn a_failed_callback_is_one_event_and_one_count() {
    assert_refused(
        Call::get("/").basic("down", "hello"),
        &format!("{FAILED} object=Auth scheme=Basic policy=index status=503"),
        "Auth,failed,503",
    )
    .await;
    let rule = r#"object=Auth scheme=Basic policy=admin rule=["admin", ["user", "writer"]]"#;
    assert_refused(
        Call::get("/admin").basic("hidden", "hello"),
        &format!("{ANSWERED} {rule} status=404"),
        "Auth,answered,404",
    )
    .await;
    // The rejection of a callback's extractor.
    assert_refused(
        Call::get("/bearer").bearer("token"),
        &format!("{FAILED} object=Bearer scheme=Bearer policy=bearer status=500"),
        "Bearer,failed,500",
    )
    .await;
    // A challenge that cannot be made.
    assert_refused(
        Call::get("/dumb"),
        &format!("{FAILED} object=Dumb scheme=Digest policy=dumb status=502"),
        "Dumb,failed,502",
    )
    .await;
}

/// A throttle says once that it knows no addresses, has a reason of its own, and shows how many it has in memory.
#[tokio::test]
async fn a_throttle() {
    let app = app();
    let send = async |password| lines(&app, Call::get("/throttled").basic("john", password)).await;
    let event = "object=Throttled scheme=Basic policy=throttled";
    let invalid = format!("INFO {REFUSED} {event} reason=invalid status=401");
    let (log, counts) = send("wrong").await;
    assert_eq!(log.len(), 2);
    let once = "WARN httpauth.throttle.no_client_ip message=the throttle counts by user alone, so that anybody can hold up \
                anybody; write `#[client_ip]` object=Throttled";
    assert_eq!(log, [once, &invalid]);
    let entries = |kind, count| format!("httpauth_throttle_entries {kind}: {count}");
    assert_eq!(
        counts,
        [
            entries("pair", 0),
            entries("client", 0),
            entries("user", 1),
            entries("known", 0),
            "httpauth_decisions_total Throttled,refused,invalid: 1".to_owned(),
        ]
    );
    for _ in 1..100 {
        assert_eq!(send("wrong").await.0, [&*invalid]);
    }
    let (log, counts) = send("hello").await;
    assert_eq!(
        log,
        [format!(
            "INFO {REFUSED} {event} reason=throttled status=429"
        )]
    );
    assert_eq!(
        counts,
        ["httpauth_decisions_total Throttled,refused,throttled: 1"]
    );
}

/// The event of a multi object names the member that refused, within nested objects too. The counter has the object.
#[tokio::test]
async fn a_member_is_named() {
    assert_refused(
        Call::get("/multi"),
        &format!(
            "DEBUG {REFUSED} object=Multi scheme=Multi policy=multi reason=missing status=401"
        ),
        "Multi,refused,missing",
    )
    .await;
    let multi = "object=Multi member";
    assert_refused(
        Call::get("/multi").basic("john", "wrong"),
        &format!("INFO {REFUSED} {multi}=Auth scheme=Basic policy=multi reason=invalid status=401"),
        "Multi,refused,invalid",
    )
    .await;
    // Its error handler answers 404, and the reason stays.
    assert_refused(
        Call::get("/multi").header("x-key", "wrong"),
        &format!("INFO {REFUSED} {multi}=Key1 scheme=Key policy=multi reason=invalid status=404"),
        "Multi,refused,invalid",
    )
    .await;
    assert_refused(
        Call::get("/multi").authorization("Digest username=\"john\""),
        &format!(
            "INFO {REFUSED} {multi}=Digest scheme=Digest policy=multi reason=malformed status=401"
        ),
        "Multi,refused,malformed",
    )
    .await;
}

/// Whichever of the nested guards refuses, the event is one, and names its policy.
#[tokio::test]
async fn nested_guards_report_once() {
    assert_refused(
        Call::get("/nested"),
        &format!("DEBUG {REFUSED} object=Auth scheme=Basic policy=Auth reason=missing status=401"),
        "Auth,refused,missing",
    )
    .await;
    let (log, counts) = lines(&app(), Call::get("/nested").basic("john", "hello")).await;
    let inner =
        r#"object=Auth scheme=Basic policy=AdminsOnly rule="admin" reason=forbidden status=403"#;
    assert_eq!(log, [format!("INFO {REFUSED} {inner}")]);
    // Each guard that is come to has decided once.
    let counted = [
        "httpauth_decisions_total Auth,accepted,: 1",
        "httpauth_decisions_total Auth,refused,forbidden: 1",
    ];
    assert_eq!(counts, counted);
}

/// A handler that refuses is behind a guard that has admitted. Its policy is named like any other.
#[tokio::test]
async fn a_handler_refuses_by_the_guard() {
    let (log, counts) = lines(&app(), Call::get("/own").basic("john", "hello")).await;
    let own = "object=Auth scheme=Basic policy=own reason=forbidden status=403";
    assert_eq!(log, [format!("INFO {REFUSED} {own}")]);
    let counted = [
        "httpauth_decisions_total Auth,accepted,: 1",
        "httpauth_decisions_total Auth,refused,forbidden: 1",
    ];
    assert_eq!(counts, counted);
}

/// A right response over a nonce that is stale is as usual as no credentials.
#[tokio::test]
async fn a_stale_nonce_is_at_debug() {
    let app = app();
    let challenge = Challenge::of(&Call::get("/digest").send(&app).await, "SHA-256");
    let john = Credentials::new(&challenge, "john", "hello", "/digest");
    let stale = john.set("nonce", "A".repeat(40)).sign();
    assert_refused(
        Call::get("/digest").authorization(stale.header()),
        &format!(
            "DEBUG {REFUSED} object=Digest scheme=Digest policy=digest reason=stale status=401"
        ),
        "Digest,refused,stale",
    )
    .await;
}

#[tokio::test]
async fn an_admitted_request_is_counted_and_not_logged() {
    for (call, outcome) in [
        (Call::get("/").basic("john", "hello"), "accepted"),
        (Call::get("/public").basic("john", "hello"), "accepted"),
        (Call::get("/public"), "anonymous"),
    ] {
        let (log, counts) = lines(&app(), call).await;
        assert_eq!(log, [""; 0]);
        let count = format!("httpauth_decisions_total Auth,{outcome},: 1");
        assert_eq!(counts, [count]);
    }
}
