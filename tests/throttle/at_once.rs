//! Many requests at once.

use futures_util::future::join_all;

use super::apps::{app, send, times};

const HOME: &str = "192.0.2.1";

/// Of many guesses at once as many are judged as may fail, and no more at a time than half of what is left.
#[tokio::test(start_paused = true)]
async fn guesses_at_once_do_not_pass_together() {
    let (router, app) = app();
    let guesses = (0..64).map(|_| send(&router, "/", HOME, ["john", "waits"]));
    let open = async {
        app.gate.until_waiting(5).await;
        assert_eq!(app.seen.take().len(), 5);
        app.gate.open();
    };
    let (answers, ()) = tokio::join!(join_all(guesses), open);
    let refused = answers.iter().filter(|answer| answer.status == 429);
    assert_eq!((refused.count(), app.seen.take().len()), (54, 5));
}

/// A browser loses none of the requests that it sends at once with a right password, on its first visit either.
#[tokio::test(start_paused = true)]
async fn a_page_with_many_pictures() {
    let (router, app) = app();
    for visit in 0..2 {
        let requests = (0..60).map(|_| send(&router, "/", HOME, ["john", "right, and waits"]));
        let open = async {
            // Where john is known all are judged at once.
            app.gate
                .until_waiting(if visit == 0 { 5 } else { 60 })
                .await;
            app.gate.open();
        };
        let (answers, ()) = tokio::join!(join_all(requests), async {
            if visit == 0 {
                open.await;
            }
        });
        assert!(answers.iter().all(|answer| answer.status == 200));
    }
    assert_eq!(
        times(10, &router, "/", HOME, ["john", "guess"]).await,
        [401; 10]
    );
}

/// Without a timer nobody can wait. Those for whom there is no room are refused, and nothing panics.
#[test]
fn without_a_timer_nobody_waits() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(async {
        let (router, app) = app();
        let guesses = (0..7).map(|_| send(&router, "/", HOME, ["john", "waits"]));
        let open = async {
            // All guesses were polled before, and nothing else is awaited.
            assert_eq!(app.gate.waiting(), 5);
            app.gate.open();
        };
        let (answers, ()) = tokio::join!(join_all(guesses), open);
        let mut statuses: Vec<_> = answers
            .iter()
            .map(|answer| answer.status.as_u16())
            .collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
    });
}
