//! The store of keys, which is a database in real life.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use prefixed_api_key::rand::{self, rngs::OsRng};
use prefixed_api_key::{PakControllerOsSha256, PrefixedApiKey};

/// The first part of each key, by which one that got into a public place can be searched for.
const PREFIX: &str = "example";

/// The random bytes of the second part, which is public and finds the key in the store.
const ID_BYTES: usize = 8;

/// The random bytes of the last part, which is secret.
const SECRET_BYTES: usize = 32;

/// The life of a key.
pub(crate) const LIFE: Duration = Duration::from_secs(90 * DAY);

const DAY: u64 = 24 * 60 * 60;

/// The number of keys that a user may have at a time. While programs move to the second one, the first one works on.
const MOST: usize = 2;

#[derive(Clone)]
pub(crate) struct Keys {
    stored: Arc<Mutex<Stored>>,
    controller: PakControllerOsSha256,
}

#[derive(Default)]
struct Stored {
    by_public_part: HashMap<String, Key>,
    last_number: u32,
}

/// A stored key, of which the secret part is not known.
struct Key {
    number: u32,
    owner: String,
    /// SHA-256 of the secret part.
    ///
    /// It is not made by `password::hash`, which makes guesses of what people think of expensive. Nobody guesses 32
    /// random bytes, so one fast hash hides them.
    hash: String,
    expires_at: SystemTime,
}

/// The error of a key that was not made.
#[derive(Debug)]
pub(crate) enum CreateError {
    /// The user has as many keys as it may have.
    TooMany,
    /// The system gave no random bytes.
    NoRandomBytes(rand::Error),
}

impl fmt::Display for CreateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(f, "{MOST} keys are live, delete one of them first"),
            Self::NoRandomBytes(error) => write!(f, "no random bytes: {error}"),
        }
    }
}

impl Default for Keys {
    fn default() -> Self {
        let prefix = PREFIX.to_owned();
        Self {
            stored: Arc::default(),
            controller: PakControllerOsSha256::new(prefix, OsRng, None, ID_BYTES, SECRET_BYTES),
        }
    }
}

impl Keys {
    /// Makes a key, stores its hash, and hands the key out.
    pub(crate) fn create(&self, owner: &str, now: SystemTime) -> Result<String, CreateError> {
        let made = self.controller.try_generate_key_and_hash();
        let (key, hash) = made.map_err(CreateError::NoRandomBytes)?;
        let mut stored = self.lock();
        stored.by_public_part.retain(|_, key| key.is_live(now));
        let keys = stored.by_public_part.values();
        if keys.filter(|key| key.owner == owner).count() >= MOST {
            return Err(CreateError::TooMany);
        }
        stored.last_number += 1;
        let public_part = key.short_token().to_owned();
        let stored_key = Key {
            number: stored.last_number,
            owner: owner.to_owned(),
            hash,
            expires_at: now + LIFE,
        };
        stored.by_public_part.insert(public_part, stored_key);
        Ok(key.to_string())
    }

    /// Returns the owner of this key, if it is live.
    ///
    /// A key with an empty part is none, whatever the store holds. The look-up tells by its time whether the public part
    /// is known, which is no secret. The hashes are compared in constant time.
    pub(crate) fn owner(&self, key: &str, now: SystemTime) -> Option<String> {
        let key = PrefixedApiKey::from_string(key).ok()?;
        if key.prefix() != PREFIX || key.short_token().is_empty() || key.long_token().is_empty() {
            return None;
        }
        let stored = self.lock();
        let known = stored.by_public_part.get(key.short_token())?;
        let is_right = self.controller.check_hash(&key, &known.hash) && known.is_live(now);
        is_right.then(|| known.owner.clone())
    }

    /// Returns the numbers of this owner's live keys, in order, with the days that each has left.
    pub(crate) fn of(&self, owner: &str, now: SystemTime) -> Vec<(u32, u64)> {
        let stored = self.lock();
        let own = stored.by_public_part.values();
        let own = own.filter(|key| key.owner == owner && key.is_live(now));
        let mut keys: Vec<(u32, u64)> = own.map(|key| (key.number, key.days_left(now))).collect();
        keys.sort_unstable();
        keys
    }

    /// Deletes a key of this owner, and says whether there was one.
    pub(crate) fn delete(&self, owner: &str, number: u32) -> bool {
        let mut stored = self.lock();
        let before = stored.by_public_part.len();
        stored
            .by_public_part
            .retain(|_, key| key.number != number || key.owner != owner);
        stored.by_public_part.len() < before
    }

    /// Returns all that is stored of each key, as text.
    #[cfg(test)]
    pub(crate) fn dump(&self) -> Vec<String> {
        let stored = self.lock();
        let keys = stored.by_public_part.iter();
        keys.map(|(public_part, key)| format!("{public_part} {} {}", key.owner, key.hash))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, Stored> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Key {
    fn is_live(&self, now: SystemTime) -> bool {
        now < self.expires_at
    }

    /// Returns the days that the key has left, the last one too if it has begun.
    fn days_left(&self, now: SystemTime) -> u64 {
        let left = self.expires_at.duration_since(now).unwrap_or_default();
        left.as_secs().div_ceil(DAY)
    }
}
