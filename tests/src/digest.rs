//! A client of Digest, written from RFC 7616 and from nothing of `httpauth`'s.

use md5::Md5;
use sha2::{Digest as _, Sha256, Sha512_256};

use crate::Answer;

/// A challenge as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge(Vec<(String, String)>);

impl Challenge {
    /// Returns the Digest challenges of an answer, in order.
    pub fn all(answer: &Answer) -> Vec<Self> {
        let challenges = answer.challenges().into_iter();
        challenges.filter_map(Self::parse).collect()
    }

    /// Returns the challenge for this algorithm.
    pub fn of(answer: &Answer, algorithm: &str) -> Self {
        let mut challenges = Self::all(answer).into_iter();
        let found = challenges.find(|challenge| challenge.get("algorithm") == Some(algorithm));
        found.unwrap_or_else(|| panic!("no challenge for {algorithm} in {answer:?}"))
    }

    /// Reads `Digest name=value, name="value"`. Returns `None` for another scheme.
    pub fn parse(value: &str) -> Option<Self> {
        Some(Self(params(value.strip_prefix("Digest ")?)))
    }

    /// Returns the value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        get(&self.0, name)
    }
}

/// Returns the value of a parameter in a list of them.
fn get<'p>(params: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let found = params.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

/// Reads `name=value, name="value"`.
pub fn params(text: &str) -> Vec<(String, String)> {
    let (mut params, mut chars) = (Vec::new(), text.chars().peekable());
    while chars.peek().is_some() {
        let name: String = chars.by_ref().take_while(|char| *char != '=').collect();
        let mut value = String::new();
        if chars.next_if_eq(&'"').is_some() {
            while let Some(char) = chars.next_if(|char| *char != '"') {
                value.push(if char == '\\' {
                    chars.next().unwrap()
                } else {
                    char
                });
            }
            assert_eq!(chars.next(), Some('"'), "the end of a quoted-string");
        }
        while let Some(char) = chars.next_if(|char| *char != ',') {
            value.push(char);
        }
        chars.next();
        while chars.next_if_eq(&' ').is_some() {}
        params.push((name, value));
    }
    params
}

/// Returns a value of `Authentication-Info`, as a client reads it.
pub fn info(answer: &Answer, name: &str) -> Option<String> {
    let [value] = answer.values("authentication-info")[..] else {
        return None;
    };
    get(&params(value), name).map(str::to_owned)
}

/// The credentials of a client. Their parameters can be changed before they are signed and after.
#[derive(Clone, Debug)]
pub struct Credentials {
    params: Vec<(&'static str, Vec<u8>)>,
    password: Vec<u8>,
    method: String,
}

impl Credentials {
    /// Returns signed credentials for `GET uri`, with all that the challenge asks for.
    pub fn new(
        challenge: &Challenge,
        username: impl AsRef<[u8]>,
        password: impl AsRef<[u8]>,
        uri: impl AsRef<[u8]>,
    ) -> Self {
        let mut params = vec![("username", username.as_ref().to_vec())];
        for name in ["realm", "nonce", "opaque", "algorithm"] {
            params.extend(challenge.get(name).map(|value| (name, value.into())));
        }
        params.push(("uri", uri.as_ref().to_vec()));
        if let Some(qop) = challenge.get("qop") {
            assert_eq!(qop, "auth");
            params.push(("qop", qop.into()));
            params.push(("nc", "00000001".into()));
            params.push(("cnonce", "0a4f113b".into()));
        }
        let credentials = Self {
            params,
            password: password.as_ref().to_vec(),
            method: "GET".to_owned(),
        };
        credentials.sign()
    }

    /// Returns the value of a parameter.
    pub fn get(&self, name: &str) -> &[u8] {
        let found = self.params.iter().find(|(key, _)| *key == name);
        found.map_or(b"", |(_, value)| value)
    }

    /// Replaces a value. The response stays what it is until [`sign`](Self::sign).
    #[must_use]
    pub fn set(&self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        let mut other = self.without(name);
        other.params.push((name, value.as_ref().to_vec()));
        other
    }

    /// Leaves a parameter out.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.params.retain(|(key, _)| *key != name);
        other
    }

    /// Returns the credentials with this count, signed.
    #[must_use]
    pub fn nc(&self, nc: u32) -> Self {
        self.set("nc", format!("{nc:08x}")).sign()
    }

    /// Returns the credentials for this method, signed.
    #[must_use]
    pub fn method(&self, method: &str) -> Self {
        let mut other = self.clone();
        method.clone_into(&mut other.method);
        other.sign()
    }

    /// Returns the credentials with the response to these parameters (RFC 7616 section 3.4.1).
    #[must_use]
    pub fn sign(&self) -> Self {
        self.set("response", self.response(&self.method))
    }

    /// Returns the value that the server's `rspauth` must have (RFC 7616 section 3.5).
    pub fn rspauth(&self) -> String {
        self.response("")
    }

    fn response(&self, method: &str) -> String {
        let a1 = [self.get("username"), self.get("realm"), &self.password];
        self.response_of(&self.hash(&a1), method)
    }

    /// Returns the response to these parameters by a client that has this HA1.
    pub fn response_of(&self, ha1: &str, method: &str) -> String {
        let mut ha1 = ha1.to_owned();
        if self.get("algorithm").ends_with(b"-sess") {
            ha1 = self.hash(&[ha1.as_bytes(), self.get("nonce"), self.get("cnonce")]);
        }
        let ha2 = self.hash(&[method.as_bytes(), self.get("uri")]);
        let mut parts = vec![ha1.as_bytes(), self.get("nonce")];
        if !self.get("qop").is_empty() {
            parts.extend(["nc", "cnonce", "qop"].map(|name| self.get(name)));
        }
        parts.push(ha2.as_bytes());
        self.hash(&parts)
    }

    /// Returns `H` of the parts with colons between them, in hex.
    fn hash(&self, parts: &[&[u8]]) -> String {
        hash(&String::from_utf8_lossy(self.get("algorithm")), parts)
    }

    /// Returns the value of `Authorization`.
    pub fn header(&self) -> Vec<u8> {
        let mut header = b"Digest ".to_vec();
        for (index, (name, value)) in self.params.iter().enumerate() {
            if index > 0 {
                header.extend(b", ");
            }
            header.extend([name.as_bytes(), b"="].concat());
            // RFC 7616 section 3.4: these three are not quoted.
            if matches!(*name, "qop" | "nc" | "algorithm") {
                header.extend(value);
            } else {
                header.extend(quoted(value));
            }
        }
        header
    }
}

/// Returns `H` of an algorithm, without its `-sess`, of the parts with colons between them, in hex.
pub fn hash(algorithm: &str, parts: &[&[u8]]) -> String {
    let input = parts.join(&b':');
    let digest = match algorithm.trim_end_matches("-sess") {
        "MD5" | "" => Md5::digest(input).to_vec(),
        "SHA-256" => Sha256::digest(input).to_vec(),
        "SHA-512-256" => Sha512_256::digest(input).to_vec(),
        other => panic!("no hash {other}"),
    };
    let hex = |text: String, byte: &u8| text + &format!("{byte:02x}");
    digest.iter().fold(String::new(), hex)
}

/// Returns a quoted-string (RFC 9110 section 5.6.4).
fn quoted(value: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in value {
        if matches!(byte, b'"' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    quoted.push(b'"');
    quoted
}
