//! A Digest client of its own (RFC 7616), which can be made to answer wrongly.

use std::fmt::Write;

use md5::{Digest, Md5};
use sha2::Sha256;

use crate::client::{Answer, Request, Server};

/// Returns the hash in hexadecimal. It is SHA-256 if the algorithm says so, else MD5.
pub(crate) fn hash(algorithm: &str, text: impl AsRef<[u8]>) -> String {
    let bytes = if algorithm.starts_with("SHA-256") {
        Sha256::digest(text).to_vec()
    } else {
        Md5::digest(text).to_vec()
    };
    hex(&bytes)
}

/// Returns the bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// A challenge, as far as a client cares.
#[derive(Clone, Debug)]
pub(crate) struct Challenge {
    pub(crate) scheme: String,
    pub(crate) realm: String,
    pub(crate) nonce: String,
    pub(crate) opaque: String,
    pub(crate) algorithm: String,
    pub(crate) qop: Option<String>,
    pub(crate) stale: bool,
}

impl Challenge {
    /// Returns the challenge of this algorithm in the answer.
    #[track_caller]
    pub(crate) fn of(answer: &Answer, algorithm: &str) -> Self {
        let challenges = answer.challenges().into_iter().map(Self::parse);
        let challenge = challenges
            .into_iter()
            .find(|challenge| challenge.algorithm == algorithm);
        challenge.unwrap_or_else(|| panic!("no {algorithm} in {answer:?}"))
    }

    /// Asks this route for a new challenge of MD5.
    #[track_caller]
    pub(crate) fn get(server: &Server, path: &str) -> Self {
        Self::of(&Request::get(path).send(server), "MD5")
    }

    fn parse(text: &str) -> Self {
        let (scheme, params) = text.split_once(' ').unwrap();
        let param = |name: &str| {
            let start = format!("{name}=");
            let param = params
                .split(", ")
                .find_map(|param| param.strip_prefix(&start));
            param.map(|value| value.trim_matches('"').to_owned())
        };
        Self {
            scheme: scheme.to_owned(),
            realm: param("realm").unwrap(),
            nonce: param("nonce").unwrap_or_default(),
            opaque: param("opaque").unwrap_or_default(),
            algorithm: param("algorithm").unwrap_or_default(),
            qop: param("qop"),
            stale: param("stale").is_some_and(|stale| stale == "true"),
        }
    }
}

/// The knowledge and the decisions of a client. [`Login::new`] does all of it right.
#[derive(Clone, Debug)]
pub(crate) struct Login<'a> {
    pub(crate) challenge: Challenge,
    pub(crate) username: &'a str,
    pub(crate) password: &'a str,
    pub(crate) method: &'a str,
    pub(crate) uri: &'a str,
    pub(crate) nc: &'a str,
    pub(crate) cnonce: &'a str,
}

impl<'a> Login<'a> {
    pub(crate) fn new(
        challenge: &Challenge,
        username: &'a str,
        password: &'a str,
        uri: &'a str,
    ) -> Self {
        Self {
            challenge: challenge.clone(),
            username,
            password,
            method: "GET",
            uri,
            nc: "00000001",
            cnonce: "0a4f113b",
        }
    }

    /// Returns the proof of the other end, over `A2` (RFC 7616 sections 3.4.1 to 3.4.3 and 3.5).
    fn proof(&self, a2: &str) -> String {
        let Challenge {
            realm,
            nonce,
            algorithm,
            qop,
            ..
        } = &self.challenge;
        let hash = |text: String| hash(algorithm, text);
        let mut ha1 = hash(format!("{}:{realm}:{}", self.username, self.password));
        if algorithm.ends_with("-sess") {
            ha1 = hash(format!("{ha1}:{nonce}:{}", self.cnonce));
        }
        let ha2 = hash(a2.to_owned());
        match qop {
            Some(qop) => hash(format!(
                "{ha1}:{nonce}:{}:{}:{qop}:{ha2}",
                self.nc, self.cnonce
            )),
            None => hash(format!("{ha1}:{nonce}:{ha2}")),
        }
    }

    /// Returns the `rspauth` of a server that knows the password.
    pub(crate) fn rspauth(&self) -> String {
        self.proof(&format!(":{}", self.uri))
    }

    /// Returns the parameters of a right answer.
    pub(crate) fn params(&self) -> Params {
        let quoted =
            |text: &str| format!("\"{}\"", text.replace('\\', r"\\").replace('"', r#"\""#));
        let challenge = &self.challenge;
        let response = self.proof(&format!("{}:{}", self.method, self.uri));
        let mut params = vec![
            ("username", quoted(self.username)),
            ("realm", quoted(&challenge.realm)),
            ("nonce", quoted(&challenge.nonce)),
            ("uri", quoted(self.uri)),
            ("response", quoted(&response)),
            ("algorithm", challenge.algorithm.clone()),
            ("opaque", quoted(&challenge.opaque)),
        ];
        if let Some(qop) = &challenge.qop {
            let (nc, cnonce) = (self.nc.to_owned(), quoted(self.cnonce));
            params.extend([("qop", qop.clone()), ("nc", nc), ("cnonce", cnonce)]);
        }
        Params {
            scheme: challenge.scheme.clone(),
            params,
        }
    }

    /// Returns the request with a right answer.
    pub(crate) fn request(&self) -> Request {
        self.with(&self.params())
    }

    /// Returns the request with these parameters.
    pub(crate) fn with(&self, params: &Params) -> Request {
        let request = Request::get(self.uri).method(self.method);
        request.authorization(params.text())
    }
}

/// The parameters of an `Authorization` field as they are written.
#[derive(Clone, Debug)]
pub(crate) struct Params {
    pub(crate) scheme: String,
    params: Vec<(&'static str, String)>,
}

impl Params {
    pub(crate) fn text(&self) -> String {
        let params = self
            .params
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        format!("{} {}", self.scheme, params.collect::<Vec<_>>().join(", "))
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.params.retain(|(param, _)| *param != name);
        self
    }

    /// Returns the parameters with one of them written like this instead.
    pub(crate) fn set(self, name: &'static str, value: &str) -> Self {
        self.without(name).and(name, value)
    }

    /// Returns the parameters with one more.
    pub(crate) fn and(mut self, name: &'static str, value: &str) -> Self {
        self.params.push((name, value.to_owned()));
        self
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        let (_, value) = self
            .params
            .iter()
            .find(|(param, _)| *param == name)
            .unwrap();
        value
    }
}
