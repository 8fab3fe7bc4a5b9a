//! Honest logins while strangers keep 500 wrong ones in flight, with real hashes and in real time. It measures, so it
//! is not among the tests:
//!
//! ```sh
//! cargo test --release -p httpauth --features password --test password_siege -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use httpauth::Client;
use httpauth::password::{self, Limits};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

const FLOOD: u32 = 500;
const HONEST: u32 = 20;

fn client(number: u32) -> Client {
    Client::from(IpAddr::from((0x0A00_0000 + number).to_be_bytes()))
}

/// Keeps wrong passwords in flight, from so many addresses. Whoever is refused asks again after a round trip.
fn flood(addresses: u32, stored: Arc<str>) -> Vec<JoinHandle<()>> {
    let one = |number: u32, stored: Arc<str>| async move {
        for guess in 0_u64.. {
            let known = number.is_multiple_of(2).then_some(&*stored);
            let guess = format!("{number} {guess}");
            let answer = password::verify(&guess, known).client(client(number % addresses));
            if answer.await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        }
    };
    (0..FLOOD)
        .map(|number| tokio::spawn(one(number, stored.clone())))
        .collect()
}

/// The result of a login: how often it was refused, and how long it took until it was not.
async fn login(number: u32, password: String, stored: String) -> (u32, Duration) {
    let begun = Instant::now();
    for refused in 0.. {
        let login = password::verify(&password, Some(&stored));
        match login.client(client(1_000_000 + number)).await {
            Ok(right) => {
                assert!(right);
                return (refused, begun.elapsed());
            }
            Err(overloaded) => sleep(overloaded.retry_after()).await,
        }
    }
    unreachable!()
}

/// Logs honest users in, of whom `before` says whether they were right before.
async fn honest(addresses: u32, before: bool) -> Vec<(u32, Duration)> {
    let users = (0..HONEST).map(|number| {
        let password = format!("{addresses} {before} {number}");
        let stored = password::hash(&password).unwrap();
        (number, password, stored)
    });
    let users: Vec<_> = users.collect();
    if before {
        for (number, password, stored) in users.clone() {
            login(number, password, stored).await;
        }
        // The cache forgets them.
        sleep(Duration::from_secs(1)).await;
    }
    let strangers = flood(addresses, password::hash("hello").unwrap().into());
    sleep(Duration::from_secs(3)).await;
    let mut logins = JoinSet::new();
    for (number, password, stored) in users {
        logins.spawn(login(number, password, stored));
        sleep(Duration::from_millis(50)).await;
    }
    let logins = logins.join_all().await;
    for stranger in strangers {
        stranger.abort();
    }
    while password::usage().running > 0 {
        sleep(Duration::from_millis(10)).await;
    }
    logins
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures for half a minute"]
async fn honest_logins_in_a_flood() {
    let limits = Limits::default().cache_age(Duration::from_secs(1));
    limits.set().unwrap();
    println!("{:?}", password::usage());
    for addresses in [1, 50] {
        for before in [true, false] {
            let hashes = password::usage().hashes;
            let mut logins = honest(addresses, before).await;
            logins.sort_by_key(|(_, wait)| *wait);
            let refused = logins.iter().filter(|(refused, _)| *refused > 0).count();
            let in_time = |(_, wait): &&(u32, Duration)| *wait <= Duration::from_secs(3);
            let in_time = logins.iter().filter(in_time).count();
            println!(
                "{FLOOD} from {addresses}, right before: {before}: {refused} of {HONEST} refused at first, {in_time} in \
                 within 3 s, median {:?}, longest {:?}, {} hashes",
                logins[logins.len() / 2].1,
                logins[logins.len() - 1].1,
                password::usage().hashes - hashes,
            );
            assert!(!before || refused == 0);
            assert!(in_time >= 18);
        }
    }
}
