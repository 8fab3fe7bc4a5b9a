use std::sync::Arc;

use axum::extract::FromRef;
use httpauth::throttle::MemoryThrottle;
use httpauth::{basic_auth, digest_auth, get_password};

#[derive(Clone)]
struct App;

#[derive(Clone)]
struct Limiter;

impl FromRef<App> for Limiter {
    fn from_ref(_: &App) -> Self {
        Self
    }
}

#[basic_auth(throttle = Limiter, state = App)]
struct NoThrottle;

#[digest_auth(throttle = Arc<MemoryThrottle>, state = App)]
struct NotInTheState;

#[get_password(auth = [NoThrottle, NotInTheState])]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
