//! The cost of the cached path. It must take no allocation, and a request that it serves takes no hash.

#![allow(clippy::unwrap_used)]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use httpauth::password;

/// Polls once. An answer from the cache is ready at the first poll.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

#[tokio::test]
async fn a_cached_answer_is_there_at_once_and_without_allocation() {
    let stored = password::hash("hello").unwrap();
    assert_eq!(password::verify("hello", Some(&stored)).await, Ok(true));
    let hashes = password::usage().hashes;
    let counted = allocation_counter::measure(|| {
        for _ in 0..1000 {
            assert_eq!(
                at_once(password::verify("hello", Some(&stored))),
                Some(Ok(true))
            );
        }
    });
    assert_eq!(counted.count_total, 0);
    assert_eq!(password::usage().hashes, hashes);
}
