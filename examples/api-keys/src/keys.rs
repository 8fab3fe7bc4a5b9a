//! The store of keys, which is a database in real life.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::{
    TryRng as _,
    rngs::{SysError, SysRng},
};
use sha2::{Digest as _, Sha256};

/// Says what it is, so that a key that got into a public place can be searched for.
const PREFIX: &str = "example_";

/// SHA-256 of a key.
///
/// Not `password::hash`: that makes guesses of what people think of expensive. These keys are 32 random bytes, which
/// nobody guesses, so one fast hash hides them, and a key is found by its hash. How long the search takes tells at most
/// about hashes, which are not what a client sends.
type Hash = [u8; 32];

#[derive(Clone, Default)]
pub(crate) struct Keys(Arc<Mutex<Stored>>);

#[derive(Default)]
struct Stored {
    by_hash: HashMap<Hash, Key>,
    last_id: u32,
}

struct Key {
    id: u32,
    owner: String,
}

impl Keys {
    /// Makes a key, stores its hash, and hands the key out.
    pub(crate) fn create(&self, owner: &str) -> Result<String, SysError> {
        let mut random = [0; 32];
        SysRng.try_fill_bytes(&mut random)?;
        let key = format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(random));
        let mut stored = self.lock();
        stored.last_id += 1;
        let (id, owner) = (stored.last_id, owner.to_owned());
        stored.by_hash.insert(hash(&key), Key { id, owner });
        Ok(key)
    }

    /// Returns the owner of this key.
    pub(crate) fn owner(&self, key: &str) -> Option<String> {
        let stored = self.lock();
        stored.by_hash.get(&hash(key)).map(|key| key.owner.clone())
    }

    /// Returns the numbers of this owner's keys, in order.
    pub(crate) fn of(&self, owner: &str) -> Vec<u32> {
        let stored = self.lock();
        let own = stored.by_hash.values().filter(|key| key.owner == owner);
        let mut ids: Vec<u32> = own.map(|key| key.id).collect();
        ids.sort_unstable();
        ids
    }

    /// Deletes a key of this owner, and says whether there was one.
    pub(crate) fn delete(&self, owner: &str, id: u32) -> bool {
        let mut stored = self.lock();
        let before = stored.by_hash.len();
        stored
            .by_hash
            .retain(|_, key| key.id != id || key.owner != owner);
        stored.by_hash.len() < before
    }

    /// Returns the stored text.
    #[cfg(test)]
    pub(crate) fn hashes(&self) -> Vec<Hash> {
        self.lock().by_hash.keys().copied().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Stored> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(key: &str) -> Hash {
    Sha256::digest(key).into()
}
