//! The secrets that must not be found.

use httpauth_tests::digest::hash;
use httpauth_tests::{base64, basic};

use crate::app::{API_KEY, Ha1, NONCE_SECRET, PASSWORD, TOKEN, stored_hash};

/// The secrets, in every form that they have.
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Returns the secrets that are known before a request is made.
    pub(crate) fn known() -> Self {
        let mut secrets = Self(Vec::new());
        for secret in [PASSWORD, TOKEN, API_KEY, NONCE_SECRET] {
            secrets.add(secret);
            secrets.add(base64(secret).trim_end_matches('='));
            let bytes = format!("{:?}", secret.as_bytes());
            secrets.add(bytes.trim_matches(['[', ']']));
        }
        for username in ["john", "down", "panics"] {
            let basic = basic(username, PASSWORD);
            secrets.add(basic["Basic ".len()..].trim_end_matches('='));
        }
        for realm in ["Authentication Required", "Stored"] {
            let parts: [&[u8]; 3] = [b"john", realm.as_bytes(), PASSWORD.as_bytes()];
            secrets.add(hash("SHA-256", &parts));
            secrets.add(hash("MD5", &parts));
        }
        secrets.add(Ha1::ha1("john", PASSWORD));
        // Of a stored hash the last part is the one that gives passwords away.
        secrets.add(stored_hash().rsplit('$').next().unwrap());
        secrets
    }

    pub(crate) fn add(&mut self, secret: impl Into<String>) {
        let secret = secret.into();
        assert!(secret.len() >= 8, "too short to be searched for: {secret}");
        self.0.push(secret);
    }

    #[track_caller]
    pub(crate) fn assert_hidden_in(&self, text: &str) {
        for secret in &self.0 {
            if let Some(at) = text.find(secret) {
                let start = text[..at].rfind('\n').map_or(0, |start| start + 1);
                let line = text[start..].lines().next().unwrap();
                panic!("{secret} is told: {line}");
            }
        }
    }
}
