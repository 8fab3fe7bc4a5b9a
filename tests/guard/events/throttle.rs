//! The events and the gauge of a throttle.

use axum::{Router, routing::get};
use httpauth::{basic_auth, login_required, verify_password};
use httpauth_tests::Call;

use super::lines::lines;

/// Has no `#[client_ip]`.
#[basic_auth(throttle)]
struct Auth;

#[verify_password]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

#[login_required]
async fn index() {}

/// A throttle says once that it knows no addresses, has a reason of its own, and shows how many it has in memory.
#[tokio::test]
async fn a_throttle() {
    let app = Router::new().route("/", get(index));
    let send = async |password| lines(&app, Call::get("/").basic("john", password)).await;
    let refused = |reason, status| {
        format!(
            "INFO httpauth.refused message=a guard refused a request object=throttle::Auth scheme=Basic \
             policy=throttle::index reason={reason} status={status}"
        )
    };
    let invalid = refused("invalid", 401);
    let (log, counts) = send("wrong").await;
    let once = "WARN httpauth.throttle.no_client_ip message=the throttle counts by user alone, so that anybody can hold up \
                anybody; write `#[client_ip]` object=throttle::Auth";
    assert_eq!(log, [once, &invalid]);
    let entries = |kind, count| format!("httpauth_throttle_entries {kind}: {count}");
    assert_eq!(
        counts,
        [
            entries("pair", 0),
            entries("client", 0),
            entries("user", 1),
            entries("known", 0),
            "httpauth_decisions_total throttle::Auth,refused,invalid: 1".to_owned(),
        ]
    );
    for _ in 1..100 {
        assert_eq!(send("wrong").await.0, [&*invalid]);
    }
    let (log, counts) = send("hello").await;
    assert_eq!(log, [refused("throttled", 429)]);
    assert_eq!(
        counts,
        ["httpauth_decisions_total throttle::Auth,refused,throttled: 1"]
    );
}
