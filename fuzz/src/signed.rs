//! Digest credentials that are right, but for a few changes.

use std::time::Duration;

use arbitrary::Arbitrary;
use httpauth_tests::hostile::{self, Object};

/// A request with Digest credentials, which are right without changes. It is signed after the changes, unless one is of
/// the response.
#[derive(Arbitrary, Debug)]
pub struct Signed<'d> {
    guard: Guard,
    age: Age,
    algorithm: Algorithm,
    username: Username,
    count: u8,
    changes: Vec<Change<'d>>,
}

#[derive(Arbitrary, Clone, Copy, Debug, PartialEq, Eq)]
enum Guard {
    All,
    Strong,
    Legacy,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Age {
    New,
    NearlyOld,
    Old,
    Any(u16),
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Algorithm {
    AsOffered,
    Absent,
    Md5,
    Md5Sess,
    Sha256,
    Sha256Sess,
    Sha512,
    Sha512Sess,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Username {
    Plain,
    Extended,
    Latin1,
    Escaped,
    Nobody,
    NoPassword,
    /// Percent-encoded by libcurl, which signs another name than it sends.
    Libcurl,
}

/// A change of the list of parameters. A parameter is named by its place in the list.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Change<'d> {
    Drop(u8),
    Repeat(u8),
    Swap(u8, u8),
    Upper(u8),
    Name(u8, &'d [u8]),
    Value(u8, &'d [u8]),
    Quote(u8),
    Unquote(u8),
    Escape(u8),
    Insert(u8, u8, u8),
    Remove(u8, u8),
    Space(u8),
    More(&'d [u8]),
    Scheme(&'d [u8]),
}

/// A parameter as it is sent.
#[derive(Clone, Debug)]
struct Param {
    name: Vec<u8>,
    value: Vec<u8>,
    is_quoted: bool,
    spaces: bool,
}

/// Sends a request to a guard of Digest, with credentials that are right but for the changes.
pub fn digest_signed(signed: &Signed<'_>) {
    let object = match signed.guard {
        Guard::All => Object::All,
        Guard::Strong => Object::Strong,
        Guard::Legacy => Object::Legacy,
    };
    let age = match signed.age {
        Age::New => 0,
        Age::NearlyOld => 299,
        Age::Old => 300,
        Age::Any(seconds) => seconds.into(),
    };
    hostile::digest(object, Duration::from_secs(age), &signed.template());
}

impl Signed<'_> {
    fn template(&self) -> Vec<u8> {
        let (mut scheme, mut params) = (b"Digest ".to_vec(), self.params());
        for change in &self.changes {
            match *change {
                Change::Scheme(text) => scheme = text.to_vec(),
                change => apply(change, &mut params),
            }
        }
        let list: Vec<_> = params.iter().map(Param::text).collect();
        scheme.extend(list.join(&b", "[..]));
        scheme
    }

    /// Returns the parameters of right credentials.
    fn params(&self) -> Vec<Param> {
        let mut params = vec![self.username.param()];
        for name in ["realm", "nonce", "opaque", "uri"] {
            params.push(Param::quoted(name, format!("{{{name}}}")));
        }
        params.push(Param::quoted("response", self.username.response()));
        params.extend(
            self.algorithm
                .name(self.guard)
                .map(|name| Param::token("algorithm", name)),
        );
        if self.guard != Guard::Legacy {
            let count = format!("{:08x}", u32::from(self.count).saturating_add(1));
            params.push(Param::token("qop", "auth"));
            params.push(Param::token("nc", count));
            params.push(Param::quoted("cnonce", "0a4f113b"));
        }
        params
    }
}

impl Username {
    fn param(self) -> Param {
        match self {
            Self::Plain => Param::quoted("username", "john"),
            Self::Extended => Param::token("username*", "UTF-8''J%C3%A4s%C3%B8n"),
            Self::Latin1 => Param::quoted("username", b"J\xe4s\xf8n"),
            Self::Escaped => Param::quoted("username", r#"jo\"h\\n"#),
            Self::Nobody => Param::quoted("username", "nobody"),
            Self::NoPassword => Param::quoted("username", "nopassword"),
            Self::Libcurl => Param::quoted("username", "J%C3%A4s%C3%B8n"),
        }
    }

    fn response(self) -> &'static str {
        match self {
            Self::Libcurl => "{libcurl}",
            _ => "{response}",
        }
    }
}

impl Algorithm {
    fn name(self, guard: Guard) -> Option<&'static str> {
        match (self, guard) {
            (Self::Absent, _) => None,
            (Self::AsOffered, Guard::All | Guard::Strong) | (Self::Sha256, _) => Some("SHA-256"),
            (Self::AsOffered, Guard::Legacy) | (Self::Md5, _) => Some("MD5"),
            (Self::Md5Sess, _) => Some("MD5-sess"),
            (Self::Sha256Sess, _) => Some("SHA-256-sess"),
            (Self::Sha512, _) => Some("SHA-512-256"),
            (Self::Sha512Sess, _) => Some("SHA-512-256-sess"),
        }
    }
}

impl Param {
    fn quoted(name: &str, value: impl AsRef<[u8]>) -> Self {
        Self {
            is_quoted: true,
            ..Self::token(name, value)
        }
    }

    fn token(name: &str, value: impl AsRef<[u8]>) -> Self {
        Self {
            name: name.into(),
            value: value.as_ref().to_vec(),
            is_quoted: false,
            spaces: false,
        }
    }

    fn text(&self) -> Vec<u8> {
        let equals: &[u8] = if self.spaces { b" \t= " } else { b"=" };
        let quote: &[u8] = if self.is_quoted { b"\"" } else { b"" };
        [&self.name, equals, quote, &self.value, quote].concat()
    }
}

fn apply(change: Change<'_>, params: &mut Vec<Param>) {
    let place = |at: u8| usize::from(at).checked_rem(params.len()).unwrap_or(0);
    match change {
        Change::Swap(one, other) if !params.is_empty() => {
            let (one, other) = (place(one), place(other));
            params.swap(one, other);
        }
        Change::More(text) => params.push(Param {
            name: text.to_vec(),
            ..Param::token("", "x")
        }),
        Change::Drop(at) if !params.is_empty() => drop(params.remove(place(at))),
        Change::Repeat(at) if !params.is_empty() => params.push(params[place(at)].clone()),
        Change::Upper(at)
        | Change::Name(at, _)
        | Change::Value(at, _)
        | Change::Quote(at)
        | Change::Unquote(at)
        | Change::Escape(at)
        | Change::Insert(at, ..)
        | Change::Remove(at, _)
        | Change::Space(at) => {
            let at = place(at);
            if let Some(param) = params.get_mut(at) {
                change_param(change, param);
            }
        }
        _ => {}
    }
}

fn change_param(change: Change<'_>, param: &mut Param) {
    let length = param.value.len();
    match change {
        Change::Upper(_) => {
            param.name.make_ascii_uppercase();
        }
        Change::Name(_, name) => param.name = name.to_vec(),
        Change::Value(_, value) => param.value = value.to_vec(),
        Change::Quote(_) => param.is_quoted = true,
        Change::Unquote(_) => param.is_quoted = false,
        Change::Escape(_) => param.value.insert(0, b'\\'),
        Change::Insert(_, at, byte) => param.value.insert(usize::from(at) % (length + 1), byte),
        Change::Remove(_, at) if length > 0 => drop(param.value.remove(usize::from(at) % length)),
        Change::Space(_) => param.spaces = true,
        _ => {}
    }
}
