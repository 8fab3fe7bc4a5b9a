//! The stores of an application's own, and their clocks.

use std::{sync::Arc, time::SystemTime};

use super::*;

#[test]
fn the_trait_can_be_a_remote_store() {
    struct Down;
    impl NonceStore for Down {
        type Error = std::io::Error;
        fn key(&self) -> Result<&NonceKey, Self::Error> {
            Err(std::io::ErrorKind::NotConnected.into())
        }
        async fn claim(&self, _: &Nonce, _: NonZeroU32) -> Result<Claim, Self::Error> {
            Err(std::io::ErrorKind::NotConnected.into())
        }
    }
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let nonce = numbered(1, 0, 1);
    let _future = is_send(Down.claim(&nonce, nc(1)));
    assert!(Down.key().is_err());
}

/// A store with the clock that stores have by default.
struct Plain(NonceKey);

impl NonceStore for Plain {
    type Error = RngError;

    fn key(&self) -> Result<&NonceKey, RngError> {
        Ok(&self.0)
    }

    async fn claim(&self, _: &Nonce, _: NonZeroU32) -> Result<Claim, RngError> {
        Ok(Claim::Stale)
    }
}

/// A clock that stood still would let no nonce get old.
#[test]
fn clocks_go_forward() {
    let (memory, plain) = (MemoryNonces::new(), Plain(NonceKey::random().unwrap()));
    let clocks: [&dyn Fn() -> Duration; 4] = [
        &process_clock,
        &unix_clock,
        &|| NonceStore::now(&&memory),
        &|| NonceStore::now(&Arc::new(Plain(plain.0.clone()))),
    ];
    for (number, clock) in clocks.into_iter().enumerate() {
        let start = clock();
        assert!(
            (0..10_000_000).any(|_| clock() > start),
            "clock {number} stands still"
        );
    }
    let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    assert!(unix.unwrap().abs_diff(unix_clock()) < Duration::from_secs(3600));
}
