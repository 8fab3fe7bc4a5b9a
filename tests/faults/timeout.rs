//! A time limit laid around the guard. A callback that takes longer lets nobody in.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use httpauth_tests::Call;
use tower_http::timeout::TimeoutLayer;

use crate::callbacks::{App, DECIDING, REFUSING, async_callbacks};

/// The clock stands still but for when everybody waits, and then goes to the next deadline at once.
#[tokio::test(start_paused = true)]
async fn a_callback_that_takes_too_long_lets_nobody_in() {
    let app = App::new(async_callbacks::routes());
    let limit = TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(5));
    let router: Router = app.router.clone().layer(limit);
    for (callback, route, scheme) in DECIDING.into_iter().chain(REFUSING) {
        let john = app.john(route, scheme).await;
        let mut call = Call::get(route).header("x-fault", format!("{callback} hangs"));
        if let Some(john) = &john {
            call = call.authorization(john);
        }
        let answer = call.send(&router).await;
        answer.assert_own(StatusCode::GATEWAY_TIMEOUT, "");
        assert_eq!(app.faults.gate.waiting(), 0, "{callback}: it was dropped");
        let seen = app.faults.seen.take();
        assert_eq!(seen.last().map(String::as_str), Some(callback), "{seen:?}");
    }
}
