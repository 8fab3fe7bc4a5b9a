//! Any connection of the `redis` crate, behind one type.

#[cfg(test)]
pub(crate) mod fake;

use std::{future::Future, pin::Pin};

use redis::{Cmd, RedisError, Value, aio::ConnectionLike};

/// The answer of a server.
pub(crate) type Answer<'c> = Pin<Box<dyn Future<Output = Result<Value, RedisError>> + Send + 'c>>;

/// A connection that many requests share.
pub(crate) trait Connection: Send + Sync {
    /// Sends a command.
    fn send(&self, command: Cmd) -> Answer<'_>;
}

impl<C: ConnectionLike + Clone + Send + Sync> Connection for C {
    fn send(&self, command: Cmd) -> Answer<'_> {
        let mut connection = self.clone();
        Box::pin(async move { command.query_async(&mut connection).await })
    }
}
