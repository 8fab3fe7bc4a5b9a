//! The client of Digest (RFC 7616): reads a challenge, and proves the password with a count that grows.

use digest_auth::AlgorithmType;

use crate::Outcome;

/// The hash of a proof.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Algorithm {
    /// MD5.
    Md5,
    /// SHA-256.
    Sha256,
}

impl Algorithm {
    fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha256 => "SHA-256",
        }
    }

    /// Hashes with the code of `digest_auth`. The measured code has its own, so that the compiler need not share the
    /// two.
    fn hash(self, text: &str) -> String {
        let kind = match self {
            Self::Md5 => AlgorithmType::MD5,
            Self::Sha256 => AlgorithmType::SHA2_256,
        };
        digest_auth::Algorithm::new(kind, false).hash(text.as_bytes())
    }
}

/// The challenge of a server.
pub(crate) struct Challenge {
    algorithm: Algorithm,
    nonce: String,
    opaque: Option<String>,
}

impl Challenge {
    /// Returns the first challenge of this algorithm.
    pub(crate) fn find<'a>(
        challenges: impl Iterator<Item = &'a str>,
        algorithm: Algorithm,
    ) -> Outcome<Self> {
        for challenge in challenges {
            let wanted = challenge
                .split([' ', ','])
                .filter_map(|part| part.strip_prefix("algorithm="))
                .any(|named| named.trim_matches('"') == algorithm.name());
            let nonce = parameter(challenge, "nonce=\"");
            if let (true, Some(nonce)) = (wanted, nonce) {
                let opaque = parameter(challenge, "opaque=\"");
                return Ok(Self {
                    algorithm,
                    nonce,
                    opaque,
                });
            }
        }
        Err("no challenge of the algorithm".into())
    }

    /// Returns john as a client with this password.
    pub(crate) fn client(self, password: &str) -> Client {
        let (algorithm, nonce) = (self.algorithm, self.nonce);
        let opaque = self
            .opaque
            .map_or(String::new(), |opaque| format!(", opaque=\"{opaque}\""));
        Client {
            algorithm,
            ha1: algorithm.hash(&format!("john:x:{password}")),
            ha2: algorithm.hash("GET:/"),
            nonce,
            opaque,
            nc: 0,
        }
    }
}

/// Returns the quoted value that begins there.
fn parameter(challenge: &str, begin: &str) -> Option<String> {
    let (_, rest) = challenge.split_once(begin)?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// A client with one nonce.
pub(crate) struct Client {
    algorithm: Algorithm,
    ha1: String,
    ha2: String,
    nonce: String,
    opaque: String,
    nc: u32,
}

impl Client {
    /// Returns the field of the next `GET /`.
    pub(crate) fn next(&mut self) -> String {
        const CNONCE: &str = "OWI4ZWRjMTk2NTRlZWE3Mw==";
        self.nc += 1;
        let (nonce, opaque, nc) = (&self.nonce, &self.opaque, self.nc);
        let proof = format!("{}:{nonce}:{nc:08x}:{CNONCE}:auth:{}", self.ha1, self.ha2);
        let response = self.algorithm.hash(&proof);
        let algorithm = self.algorithm.name();
        format!(
            "Digest username=\"john\", realm=\"x\", nonce=\"{nonce}\", uri=\"/\", cnonce=\"{CNONCE}\", \
             nc={nc:08x}, qop=auth, response=\"{response}\", algorithm={algorithm}{opaque}"
        )
    }
}
