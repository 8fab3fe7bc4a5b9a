//! A connection to no server, for tests. `tests/interop/redis` has a real one.

use std::sync::{Arc, Mutex, MutexGuard};

use redis::{Arg, Cmd, Pipeline, RedisFuture, RedisResult, Value, aio::ConnectionLike};
use tokio::task::yield_now;

use crate::lock::lock;

/// The answer of a server to the words of a command.
type Answer = dyn Fn(&[String]) -> RedisResult<Value> + Send + Sync;

/// A server that answers by a function of the words.
#[derive(Clone)]
pub(crate) struct Fake {
    answer: Arc<Answer>,
    asked: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Fake {
    pub(crate) fn new(
        answer: impl Fn(&[String]) -> RedisResult<Value> + Send + Sync + 'static,
    ) -> Self {
        Self {
            answer: Arc::new(answer),
            asked: Arc::default(),
        }
    }

    /// Returns the commands that were sent, each as its words.
    pub(crate) fn asked(&self) -> MutexGuard<'_, Vec<Vec<String>>> {
        lock(&self.asked)
    }
}

impl ConnectionLike for Fake {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        let words = cmd.args_iter().map(|word| match word {
            Arg::Simple(word) => String::from_utf8_lossy(word).into_owned(),
            _ => String::new(),
        });
        let words: Vec<String> = words.collect();
        self.asked().push(words.clone());
        Box::pin(async move {
            // Others may ask before the answer is there.
            yield_now().await;
            (self.answer)(&words)
        })
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        _: &'a Pipeline,
        _: usize,
        _: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        unreachable!("each command goes by itself")
    }

    fn get_db(&self) -> i64 {
        0
    }
}

/// Waits until the tasks that are ready have had their turn, and so have their answers.
pub(crate) async fn settle() {
    for _ in 0..100 {
        yield_now().await;
    }
}
