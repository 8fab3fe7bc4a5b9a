//! A flood of bad Digest credentials. No memory is kept for what strangers send, and nobody's session suffers.

use std::sync::Arc;

use allocation_counter::AllocationInfo;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use axum::{Router, extract::FromRef};
use httpauth::digest::MemoryNonces;
use httpauth::{digest_auth, get_password, login_required};
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

#[derive(Clone)]
struct AppState(Arc<MemoryNonces>);

impl FromRef<AppState> for Arc<MemoryNonces> {
    fn from_ref(state: &AppState) -> Self {
        Arc::clone(&state.0)
    }
}

#[digest_auth(algorithm = "MD5", nonces = Arc<MemoryNonces>, state = AppState)]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn index() -> &'static str {
    "in"
}

/// The router, its table of nonces, and John's credentials over a nonce of his.
struct App {
    runtime: Runtime,
    router: Router,
    nonces: Arc<MemoryNonces>,
    john: Credentials,
}

impl App {
    fn new() -> Self {
        let nonces = Arc::new(MemoryNonces::with_capacity(64));
        let router = Router::new()
            .route("/", get(index))
            .with_state(AppState(Arc::clone(&nonces)));
        let runtime = Builder::new_current_thread().build().unwrap();
        let john = runtime.block_on(async {
            let challenge = Challenge::of(&Call::get("/").send(&router).await, "MD5");
            Credentials::new(&challenge, "john", "hello", "/")
        });
        Self {
            runtime,
            router,
            nonces,
            john,
        }
    }

    /// Asserts that John's next request passes.
    fn passes(&self, nc: u32) {
        let call = Call::get("/").authorization(self.john.nc(nc).header());
        let answer = self.runtime.block_on(call.send(&self.router));
        assert_eq!(answer.status, StatusCode::OK, "count {nc}");
    }

    /// Returns all kinds of bad credentials, John's used count among them.
    fn bad(&self) -> Vec<Vec<u8>> {
        let (john, used) = (self.john.nc(7), self.john.nc(1));
        let forged = john.set("nonce", "A".repeat(40));
        let unknown = john.set("username", "mary").sign();
        [
            john.set("response", "0".repeat(32)).header(),
            john.set("cnonce", "another").header(),
            john.nc(u32::MAX).set("response", "f".repeat(32)).header(),
            unknown.header(),
            forged.header(),
            forged.sign().header(),
            used.header(),
            john.set("uri", "/other").sign().header(),
            john.without("nonce").header(),
            b"Digest username=\"john".to_vec(),
        ]
        .into()
    }

    /// Sends `count` bad requests and says what they left behind.
    fn flood(&self, bad: &[Vec<u8>], count: usize) -> AllocationInfo {
        allocation_counter::measure(|| {
            for bad in bad.iter().cycle().take(count) {
                let request = Request::get("/").header("authorization", bad.as_slice());
                let request = request.body(Body::empty()).unwrap();
                let router = self.router.clone();
                let response = self.runtime.block_on(router.oneshot(request)).unwrap();
                assert!(response.status().is_client_error());
            }
        })
    }
}

/// Floods the server. The table holds John's nonce alone before and after, though it has room for sixty-four, and no
/// memory is kept.
fn flood(count: usize) {
    let app = App::new();
    app.passes(1);
    assert_eq!(app.nonces.len(), 1);
    let bad = app.bad();
    // The first round of everything sets up what the process keeps anyway.
    app.flood(&bad, bad.len());
    let few = app.flood(&bad, bad.len());
    let many = app.flood(&bad, count);
    assert_eq!((many.bytes_current, many.count_current), (0, 0), "kept");
    assert_eq!(many.bytes_max, few.bytes_max, "at one time");
    assert_eq!(app.nonces.len(), 1);
    app.passes(2);
    app.passes(3);
    assert_eq!(app.nonces.len(), 1);
}

#[test]
fn twenty_thousand_bad_digests_leave_nothing_behind() {
    flood(20_000);
}

/// The same, as long as it takes.
#[test]
#[ignore = "takes a minute: run by .ci/run"]
fn a_million_bad_digests_leave_nothing_behind() {
    flood(1_000_000);
}
