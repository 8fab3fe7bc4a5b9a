//! Strangers who fail as invented users, which fills the server of a throttle.

use httpauth::throttle::Limits;
use tokio::task::JoinSet;

use super::server::Server;
use super::throttle::{process, send};

/// With the policy of the documentation the server forgets what ends first, and goes on to count. With its default policy it
/// has no room left, neither for the throttle nor for nonces.
#[tokio::test]
async fn a_throttle_needs_a_server_that_evicts() {
    for (policy, has_room) in [("volatile-ttl", true), ("noeviction", false)] {
        let bound = ["--save", "", "--maxmemory", "3mb", "--maxmemory-policy"];
        let Some(server) = Server::start_with(&[&bound[..], &[policy]].concat()).await else {
            return;
        };
        let (one, _) = process(&server, Limits::new()).await;
        for client in 0..80 {
            let mut answers = JoinSet::new();
            for guess in 0..90 {
                let one = one.clone();
                answers.spawn(async move {
                    let (address, user) =
                        (format!("198.51.100.{client}"), format!("{client}-{guess}"));
                    send(&one, "/", &address, [&*user, "guess"]).await
                });
            }
            assert_eq!(answers.join_all().await, [401; 90]);
        }
        let errors = server.info("errorstats").await;
        assert_ne!(errors.contains("errorstat_OOM"), has_room, "{errors}");
        let stats = server.info("stats").await;
        assert_ne!(stats.contains("evicted_keys:0\r\n"), has_room, "{stats}");
        // Only what is counted at the server is counted for the other process.
        let (other, _) = process(&server, Limits::new()).await;
        for _ in 0..10 {
            assert_eq!(send(&one, "/", "192.0.2.1", ["john", "guess"]).await, 401);
        }
        let expected = if has_room { 429 } else { 200 };
        let answer = send(&other, "/", "192.0.2.1", ["john", "hello"]).await;
        assert_eq!(answer, expected, "{policy}");
    }
}
