//! Cases 48 to 51: counts in any order and many at once, with the default store.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call};
use tokio::sync::Barrier;

/// An object with the default store, which has no state and one table in memory.
#[digest_auth]
struct Memory;

#[get_password(auth = Memory)]
fn get_password(username: &str) -> Option<(String, &'static str)> {
    (username == "john").then(|| ("hello".to_owned(), "John"))
}

#[login_required(auth = Memory)]
async fn greet(user: CurrentUser<&'static str>) -> &'static str {
    *user
}

fn memory() -> Router {
    Router::new().route("/", get(greet))
}

async fn john_of(app: &Router) -> Credentials {
    let challenge = Challenge::of(&Call::get("/").send(app).await, "SHA-256");
    Credentials::new(&challenge, "john", "hello", "/")
}

async fn send(app: &Router, credentials: &Credentials) -> Answer {
    Call::get("/")
        .authorization(credentials.header())
        .send(app)
        .await
}

async fn greeted(app: &Router, credentials: &Credentials) {
    send(app, credentials).await.assert_ok("John");
}

/// Counts may come in any order within the window. The store of these tests knows all counts, and ours the last 128.
#[tokio::test]
async fn cases_48_and_49_counts_in_any_order() {
    let app = memory();
    let john = john_of(&app).await;
    for nc in [3, 1, 2, 0x4000, 0x3fff] {
        greeted(&app, &john.nc(nc)).await;
    }
    for nc in [1, 2, 3, 0x4000, 0x3fff, 4] {
        let answer = send(&app, &john.nc(nc)).await;
        answer.assert_error(Reason::Replayed, &answer.challenges());
    }
    greeted(&app, &john.nc(0x3ffe)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn case_50_of_64_tasks_with_one_count_one_passes() {
    let app = memory();
    for _ in 0..20 {
        let (john, barrier) = (john_of(&app).await, Arc::new(Barrier::new(64)));
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..64 {
            let (app, john, barrier) = (app.clone(), john.clone(), barrier.clone());
            tasks.spawn(async move {
                barrier.wait().await;
                send(&app, &john).await
            });
        }
        let answers = tasks.join_all().await;
        let (passed, refused): (Vec<_>, Vec<_>) =
            answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((passed.len(), refused.len()), (1, 63));
        for answer in refused {
            answer.assert_error(Reason::Replayed, &answer.challenges());
        }
    }
}

/// And of 64 tasks with a count each, in whatever order they come, all do.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn case_49_parallel_counts_all_pass() {
    let (app, barrier) = (memory(), Arc::new(Barrier::new(64)));
    let john = john_of(&app).await;
    let mut tasks = tokio::task::JoinSet::new();
    for nc in 1..=64 {
        let (app, john, barrier) = (app.clone(), john.nc(nc), barrier.clone());
        tasks.spawn(async move {
            barrier.wait().await;
            send(&app, &john).await
        });
    }
    let answers = tasks.join_all().await;
    assert!(answers.iter().all(|answer| answer.status == 200));
}

/// The last count has no successor. The client begins again with the nonce of the challenge.
#[tokio::test]
async fn case_51_the_last_count() {
    let app = memory();
    let john = john_of(&app).await;
    greeted(&app, &john.nc(u32::MAX)).await;
    for nc in [u32::MAX, 1] {
        let answer = send(&app, &john.nc(nc)).await;
        answer.assert_error(Reason::Replayed, &answer.challenges());
    }
    let answer = send(&app, &john.nc(0)).await;
    let next = Credentials::new(&Challenge::all(&answer)[0], "john", "hello", "/");
    greeted(&app, &next).await;
}
