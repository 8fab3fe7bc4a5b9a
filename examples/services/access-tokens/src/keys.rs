//! The keys of the authorization server, as a JWK set (RFC 7517).

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use tokio::sync::Mutex;

use crate::Unavailable;

/// The least time between two fetches. Anybody can send tokens with unknown keys, and each of them asks for a fetch.
pub(crate) const FLOOR: Duration = Duration::from_secs(10);

/// The longest time for which fetched keys count. A key that the server has withdrawn counts no longer than this. If the
/// server is away for longer, nobody gets in.
pub(crate) const LIFE: Duration = Duration::from_mins(10);

/// A key, with the one algorithm for which it is used.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) algorithm: Algorithm,
    pub(crate) decoding: DecodingKey,
}

impl Key {
    /// Returns the key if it is for one of the two algorithms that are accepted. RFC 9068 section 2.1 requires RS256, and
    /// ES256 has short signatures. There is no HMAC, whose key would not be public, and no `none`.
    fn new(jwk: &Jwk) -> Option<Self> {
        let algorithm = match &jwk.algorithm {
            AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
                Algorithm::ES256
            }
            AlgorithmParameters::RSA(_) => Algorithm::RS256,
            _ => return None,
        };
        let named = jwk.common.key_algorithm;
        let other = named.is_some_and(|named| named != algorithm.into());
        let signs = !matches!(&jwk.common.public_key_use, Some(PublicKeyUse::Encryption));
        if other || !signs {
            return None;
        }
        let decoding = DecodingKey::from_jwk(jwk).ok()?;
        Some(Self {
            algorithm,
            decoding,
        })
    }
}

/// The keys that were fetched, by their `kid`.
#[derive(Default)]
struct Known {
    keys: HashMap<String, Key>,
    fetched: Option<Instant>,
    tried: Option<Instant>,
}

impl Known {
    /// Returns the key, its absence or the failure, or `None` if the keys should be fetched.
    fn find(&self, kid: &str, now: Instant) -> Option<Result<Option<Key>, Unavailable>> {
        let within = |time: Option<Instant>, limit| {
            time.is_some_and(|time| now.saturating_duration_since(time) < limit)
        };
        let found = self.keys.get(kid).filter(|_| within(self.fetched, LIFE));
        match found {
            Some(key) => Some(Ok(Some(key.clone()))),
            None if !within(self.tried, FLOOR) => None,
            None if self.fetched == self.tried => Some(Ok(None)),
            None => Some(Err(Unavailable)),
        }
    }
}

/// The keys, fetched when they are needed.
pub(crate) struct Keys {
    http: reqwest::Client,
    uri: String,
    known: RwLock<Known>,
    fetching: Mutex<()>,
}

impl Keys {
    pub(crate) fn new(http: reqwest::Client, uri: String) -> Self {
        Self {
            http,
            uri,
            known: RwLock::default(),
            fetching: Mutex::default(),
        }
    }

    /// Returns the key with this `kid`, or `None` if the server has none.
    pub(crate) async fn find(
        self: &Arc<Self>,
        kid: &str,
        now: Instant,
    ) -> Result<Option<Key>, Unavailable> {
        if let Some(answer) = self.look(kid, now) {
            return answer;
        }
        // A task of its own ends even if the client hangs up. Else clients that do so would get around the floor.
        let (keys, kid) = (Arc::clone(self), kid.to_owned());
        let fetch = tokio::spawn(async move { keys.fetch_and_find(&kid, now).await });
        fetch.await.unwrap_or(Err(Unavailable))
    }

    fn look(&self, kid: &str, now: Instant) -> Option<Result<Option<Key>, Unavailable>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.find(kid, now)
    }

    async fn fetch_and_find(&self, kid: &str, now: Instant) -> Result<Option<Key>, Unavailable> {
        let _alone = self.fetching.lock().await;
        // Another request may have fetched them in the meantime.
        if let Some(answer) = self.look(kid, now) {
            return answer;
        }
        let fetched = self.fetch().await;
        {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.tried = Some(now);
            match fetched {
                Ok(keys) => {
                    known.keys = keys;
                    known.fetched = Some(now);
                }
                Err(error) => tracing::error!(%error, "the keys cannot be fetched"),
            }
        }
        self.look(kid, now).unwrap_or(Err(Unavailable))
    }

    async fn fetch(&self) -> reqwest::Result<HashMap<String, Key>> {
        let answer = self.http.get(&self.uri).send().await?.error_for_status()?;
        let set: JwkSet = answer.json().await?;
        let named = |jwk: &Jwk| Some((jwk.common.key_id.clone()?, Key::new(jwk)?));
        Ok(set.keys.iter().filter_map(named).collect())
    }
}
