//! An attempt to log in, as a throttle sees it.

use std::fmt;
use std::hash::Hasher;

use rand::rngs::SysRng;
use siphasher::sip::SipHasher24;

use crate::client::Client;
use crate::random::{self, RngError};

/// The key of the hashes by which a throttle knows users and clients. Each process has its own, or all processes that share
/// a throttle's data share one.
#[derive(Clone)]
pub struct ThrottleKey([u8; 16]);

impl ThrottleKey {
    /// Generates a key that nobody knows, with randomness from the operating system.
    ///
    /// # Errors
    ///
    /// [`RngError`] if the system has no randomness to give. A weak key is never made.
    pub fn random() -> Result<Self, RngError> {
        random::key(&mut SysRng).map(Self)
    }

    /// Derives the key that all who know `secret` share. Returns `None` if the secret is shorter than 16 bytes.
    ///
    /// # Security
    ///
    /// The secret must be random and not a password. Whoever finds it can tell by the throttle's data which of the usernames
    /// that they can think of were tried.
    #[must_use]
    pub fn from_secret(secret: &[u8]) -> Option<Self> {
        random::derived_key("httpauth throttle key", secret).map(Self)
    }

    /// Returns the attempt to log in as `username`.
    ///
    /// `object` and `realm` name the protection space, whose users have nothing to do with those of another.
    ///
    /// A user table may take `John` for `john`, and then all spellings are one user, whom each gives as many tries. So the
    /// user's limit goes by the name in lower case. Another table may take them for two, and then the one could undo what
    /// counts against the other by logging in. So all that a success changes goes by the name as it is.
    pub(crate) fn attempt(
        &self,
        [object, realm]: [&str; 2],
        username: &str,
        client: Option<Client>,
    ) -> Attempt {
        let [object, realm] = [object.as_bytes(), realm.as_bytes()];
        let id = |kind: &str, more: &[&[u8]]| {
            let mut hasher = SipHasher24::new_with_key(&self.0);
            for part in [kind.as_bytes()].iter().chain(more) {
                // The length in front keeps ("ab", "c") and ("a", "bc") apart.
                let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
                hasher.write(&length.to_be_bytes());
                hasher.write(part);
            }
            hasher.finish()
        };
        let exact = username.as_bytes();
        let folded = username.to_lowercase();
        let client = client.map(|client| {
            let client = client.bits().to_be_bytes();
            let pair = id("pair", &[object, realm, &client, exact]);
            (id("client", &[&client]), pair)
        });
        Attempt {
            user: id("user", &[object, realm, folded.as_bytes()]),
            account: id("account", &[object, realm, exact]),
            client,
            is_known: false,
        }
    }
}

impl fmt::Debug for ThrottleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ThrottleKey(..)")
    }
}

/// An attempt to log in as a user, from a client if that is known.
///
/// It has hashes under the throttle's [`ThrottleKey`], and neither the username nor the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attempt {
    pub(super) user: u64,
    pub(super) account: u64,
    /// The client, and the pair of client and account.
    pub(super) client: Option<(u64, u64)>,
    pub(super) is_known: bool,
}

impl Attempt {
    /// Returns the hash of the auth object, the realm and the username in lower case, by which a user's failures are
    /// counted.
    pub fn user(&self) -> u64 {
        self.user
    }

    /// Returns the hash of the auth object, the realm and the username as it was sent, for whom clients are known.
    pub fn account(&self) -> u64 {
        self.account
    }

    /// Returns the hash of the client. `None` if its address is not known.
    pub fn client(&self) -> Option<u64> {
        self.client.map(|(client, _)| client)
    }

    /// Returns the hash of the client, and of the account that it tries. `None` if the client's address is not known.
    pub fn pair(&self) -> Option<u64> {
        self.client.map(|(_, pair)| pair)
    }

    /// Returns whether the throttle answered [`Admission::Known`](super::Admission::Known) when the attempt began.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    pub(crate) fn known(self, is_known: bool) -> Self {
        Self { is_known, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All processes of any version derive one key, the first half of `SHA-256("httpauth throttle key" 0x00 secret)`.
    #[test]
    fn shared_secret() {
        assert!(ThrottleKey::from_secret(b"fifteen bytes..").is_none());
        let ThrottleKey(key) = ThrottleKey::from_secret(b"sixteen bytes...").unwrap();
        assert_eq!(
            u128::from_be_bytes(key),
            0x89ff_e787_2b3e_58eb_2a24_36e2_b90e_07a8
        );
    }
}
