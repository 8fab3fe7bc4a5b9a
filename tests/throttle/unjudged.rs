//! Attempts that nobody judged, since the client went away or the server failed. Each test asks with a right password or a
//! wrong one afterwards, as the attacker would.

use axum::Router;
use futures_util::FutureExt;

use super::apps::{app, send, times};

const HOME: &str = "192.0.2.1";
const ABROAD: &str = "192.0.2.200";

/// Sends a guess and goes away before it is judged.
fn leave(router: &Router, target: &str, at: &str, username: &str) {
    let answer = send(router, target, at, [username, "waits"]).now_or_never();
    assert!(answer.is_none_or(|answer| answer.status == 429));
}

/// A neighbour of a known client who always goes away has the client's hundred tries, whatever success is in between.
#[tokio::test]
async fn who_always_leaves_has_a_hundred_tries() {
    let (router, app) = app();
    for _ in 0..10 {
        assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [200]);
        for _ in 0..10 {
            leave(&router, "/", HOME, "john");
        }
    }
    assert_eq!(app.seen.take().len(), 110);
    leave(&router, "/", HOME, "john");
    assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [429]);
    app.seen.assert(&[]);
    // Only strangers who leave count for the user.
    assert_eq!(
        times(1, &router, "/", ABROAD, ["john", "hello"]).await,
        [200]
    );
}

/// A neighbour who always makes the server fail has a thousand tries, whatever success is in between.
#[tokio::test]
async fn who_makes_the_server_fail_has_a_thousand_tries() {
    let (router, _) = app();
    for _ in 0..20 {
        assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [200]);
        let failed = times(50, &router, "/", HOME, ["john", "down"]).await;
        assert_eq!(failed, [503; 50]);
    }
    assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [429]);
}

/// Strangers who leave hold up a user at new addresses alone.
#[tokio::test]
async fn strangers_who_leave_count_for_the_user() {
    let (router, app) = app();
    assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [200]);
    for guess in 0..120 {
        leave(&router, "/", &format!("198.51.100.{}", guess % 20), "john");
    }
    assert_eq!(app.seen.take().len(), 101);
    assert_eq!(
        times(1, &router, "/", ABROAD, ["john", "hello"]).await,
        [429]
    );
    assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [200]);
}

/// By what nobody judged a neighbour does not find out who got in at the address, and who exists.
#[tokio::test]
async fn the_next_answer_does_not_say_who_is_known() {
    for is_down in [false, true] {
        let (router, _) = app();
        assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [200]);
        for username in ["john", "susan", "nobody"] {
            for _ in 0..12 {
                if is_down {
                    send(&router, "/", HOME, [username, "down"]).await;
                } else {
                    leave(&router, "/", HOME, username);
                }
            }
            let next = times(11, &router, "/", HOME, [username, "guess"]).await;
            let expected = if is_down { 9 } else { 10 };
            assert!(
                next[..expected].iter().all(|status| *status == 401),
                "{username}: {next:?}"
            );
            assert_eq!(next[expected], 429, "{username}: {next:?}");
        }
    }
}

/// An outage locks nobody out before a thousand answers of one client or for one user, or a hundred of both.
#[tokio::test]
async fn an_outage_counts_a_tenth() {
    let (router, _) = app();
    for (target, at, answers, status) in [
        ("/", "198.51.100.1", 99, 200),
        ("/", "198.51.100.2", 100, 429),
        // The next ones are of no address.
        ("/nowhere", HOME, 999, 200),
        ("/nowhere", HOME, 1, 429),
    ] {
        let down = times(answers, &router, target, at, ["john", "down"]).await;
        assert_eq!(down, vec![503; answers]);
        let next = times(1, &router, target, at, ["john", "hello"]).await;
        assert_eq!(next, [status], "{target} after {answers}");
    }
    // An office of a hundred people.
    for user in 0..100 {
        let who = [&*format!("user{user}"), "down"];
        assert_eq!(times(9, &router, "/", HOME, who).await, [503; 9]);
    }
    assert_eq!(
        times(1, &router, "/", HOME, ["susan", "hello"]).await,
        [200]
    );
}
