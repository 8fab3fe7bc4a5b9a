//! The forms of the key, and a throttle by a reference.
#![allow(dead_code, reason = "nothing here is called")]

use std::sync::Arc;

use axum::extract::FromRef;
use httpauth::throttle::{Limits, MemoryThrottle, RedisThrottle};
use httpauth::{basic_auth, digest_auth, get_password, multi_auth};

static SHARED: MemoryThrottle = MemoryThrottle::new()
    .with_limits(Limits::new())
    .with_capacity(1_000);

#[derive(Clone, FromRef)]
struct App {
    memory: Arc<MemoryThrottle>,
    redis: RedisThrottle,
    shared: &'static MemoryThrottle,
}

#[basic_auth(throttle)]
struct Alone;

#[basic_auth(throttle, state = App)]
struct WithAState;

#[basic_auth(throttle = Arc<MemoryThrottle>, state = App)]
struct Memory;

#[digest_auth(throttle = RedisThrottle, state = App)]
struct Redis;

#[digest_auth(throttle = &'static MemoryThrottle, state = App)]
struct Static;

#[multi_auth(Redis, Memory)]
struct Multi;

#[get_password(auth = [Alone, WithAState, Memory, Redis, Static])]
fn get_password(_: &str) -> Option<String> {
    None
}

impl App {
    fn new(redis: RedisThrottle) -> Self {
        Self {
            memory: Arc::default(),
            redis,
            shared: &SHARED,
        }
    }
}
