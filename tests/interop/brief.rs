//! A store of nonces that are soon stale.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};

use httpauth::digest::{Claim, Nonce, NonceKey, NonceStore, RngError};

/// A store that forgets a nonce as soon as three counts of it were used.
#[derive(Clone)]
pub(crate) struct Brief {
    key: NonceKey,
    used: Arc<Mutex<HashMap<u128, BTreeSet<NonZeroU32>>>>,
}

impl Default for Brief {
    fn default() -> Self {
        Self {
            key: NonceKey::random().unwrap(),
            used: Arc::default(),
        }
    }
}

impl NonceStore for Brief {
    type Error = RngError;

    fn key(&self) -> Result<&NonceKey, RngError> {
        Ok(&self.key)
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, RngError> {
        let mut used = self.used.lock().unwrap();
        let counts = used.entry(nonce.id()).or_default();
        Ok(if counts.len() == 3 {
            Claim::Stale
        } else if counts.insert(nc) {
            Claim::Accepted
        } else {
            Claim::Replayed
        })
    }
}
