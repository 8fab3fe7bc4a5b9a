//! Digest (RFC 7616).

use std::time::Duration;

use httpauth::Reason;

use super::apps::{Store, with_app};
use super::sent::{ALGORITHMS, Sent};
use super::template::{TARGET, expand, password};
use super::{Expected, Guarded, after_scheme, foreign, get, legal};
use crate::Answer;
use crate::digest::{Challenge, info};

/// The life of a nonce. In its last quarter the answer brings the next one.
const LIFE: Duration = Duration::from_secs(300);

/// The guards that are attacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// Offers all algorithms.
    All,
    /// Offers SHA-256 alone.
    Strong,
    /// Offers the form of RFC 2069, without `qop`.
    Legacy,
}

impl Object {
    fn path(self) -> &'static str {
        match self {
            Self::All => "/all",
            Self::Strong => "/strong",
            Self::Legacy => "/legacy",
        }
    }

    fn realm(self) -> &'static str {
        match self {
            Self::All => "a \"quoted\" realm",
            Self::Strong | Self::Legacy => "D",
        }
    }

    /// Returns the algorithms in the order of the challenges.
    fn algorithms(self) -> &'static [&'static str] {
        match self {
            Self::All => &ALGORITHMS,
            Self::Strong => &["SHA-256"],
            Self::Legacy => &["MD5"],
        }
    }
}

/// Holds a guard of Digest against the oracle, with a header that is made of the template (see `expand`) for a nonce
/// of the guard's own, and sent after this time.
///
/// What passes is sent twice: the second time its count is used.
///
/// # Panics
///
/// If an answer is another than the oracle's.
pub fn digest(object: Object, age: Duration, template: &[u8]) {
    with_app(|app, store| attack(app, store, object, age, template));
}

fn attack(app: &Guarded, store: &Store, object: Object, age: Duration, template: &[u8]) {
    let target = format!("{}{TARGET}", object.path());
    let (answer, _) = app.ask(get(&target, "authorization", []));
    let issued = &Challenge::all(&answer)[0];
    store.advance(age);
    let header = legal(&expand(template, issued, &target));
    let fields = [header];
    let expected = oracle(&fields, object, issued, age, &target);
    let challenges = |reason, answer: &_| challenges(object, reason, answer);
    let call = || get(&target, "authorization", &fields);
    let answer = app.assert(call(), &expected, challenges);
    let passes = matches!(expected, Expected::Passes { .. });
    let sent = after_scheme(&fields[0], "Digest").and_then(|text| Sent::read(&text));
    assert_eq!(
        store.used(),
        usize::from(passes && object != Object::Legacy),
        "only a right response uses a count"
    );
    if let (Expected::Passes { saw, user }, Some(sent)) = (&expected, sent) {
        assert_info(&answer, &sent, user, age);
        if object != Object::Legacy {
            let replayed = Expected::Refused(Reason::Replayed, saw.clone());
            app.assert(call(), &replayed, challenges);
        }
    } else {
        assert_eq!(answer.values("authentication-info"), [""; 0]);
    }
}

/// Returns the answer that these `Authorization` fields must get from this guard, which has issued one nonce.
pub(super) fn oracle(
    fields: &[Vec<u8>],
    object: Object,
    issued: &Challenge,
    age: Duration,
    target: &str,
) -> Expected {
    let [field] = fields else {
        return Expected::early(match fields {
            [] => Reason::Missing,
            _ => Reason::Repeated,
        });
    };
    let Some(params) = after_scheme(field, "Digest") else {
        return foreign(field);
    };
    let Some(sent) = Sent::read(&params) else {
        return Expected::early(Reason::Malformed);
    };
    if sent.uri != target.as_bytes() {
        return Expected::early(Reason::WrongTarget);
    }
    if !is_as_offered(&sent, object, issued) {
        return Expected::early(Reason::Invalid);
    }
    // The callback is asked about one name after the other, until the response is right.
    let mut saw = sent.names.clone();
    let Some(at) = saw.iter().position(|name| has_right_response(&sent, name)) else {
        return Expected::Refused(Reason::Invalid, saw);
    };
    saw.truncate(at + 1);
    if age >= LIFE || Some(&*sent.nonce) != issued.get("nonce").map(str::as_bytes) {
        return Expected::Refused(Reason::Stale, saw);
    }
    let user = saw[at].clone();
    Expected::Passes { saw, user }
}

fn is_as_offered(sent: &Sent, object: Object, issued: &Challenge) -> bool {
    let qop = sent.protection.as_ref().map(|protection| &*protection.qop);
    object.algorithms().contains(&algorithm(sent))
        && qop == (object != Object::Legacy).then_some("auth")
        && sent.realm == object.realm().as_bytes()
        && sent.opaque.as_deref() == issued.get("opaque").map(str::as_bytes)
}

/// Returns whether the response is right for the user of this name.
fn has_right_response(sent: &Sent, name: &str) -> bool {
    let response = String::from_utf8_lossy(&sent.response).to_ascii_lowercase();
    let password = password(name).filter(|password| !password.is_empty());
    password.is_some_and(|password| {
        sent.responses(name, algorithm(sent), "GET", password)
            .contains(&response)
    })
}

fn algorithm(sent: &Sent) -> &'static str {
    sent.algorithm.unwrap_or("MD5")
}

/// Returns the challenges that this answer has to have, around the nonce and the opaque value that are the server's to
/// choose.
pub(super) fn challenges(object: Object, reason: Reason, answer: &Answer) -> Vec<String> {
    let first = Challenge::all(answer).into_iter().next().unwrap();
    let (nonce, opaque) = (first.get("nonce").unwrap(), first.get("opaque").unwrap());
    assert!(nonce.len() == 40 && nonce.bytes().all(|byte| byte.is_ascii_graphic()));
    let realm = object.realm().replace('"', "\\\"");
    let qop = match object {
        Object::Legacy => "",
        Object::All | Object::Strong => ", qop=\"auth\"",
    };
    let stale = match reason {
        Reason::Stale => ", stale=true",
        _ => "",
    };
    let challenge = |algorithm: &&str| {
        format!(
            "Digest realm=\"{realm}\", nonce=\"{nonce}\", opaque=\"{opaque}\", algorithm={algorithm}{qop}, \
             charset=UTF-8{stale}"
        )
    };
    object.algorithms().iter().map(challenge).collect()
}

/// Asserts that the server has proved itself, in a header that can be read (RFC 7616 section 3.5).
fn assert_info(answer: &Answer, sent: &Sent, user: &str, age: Duration) {
    let Some(protection) = &sent.protection else {
        assert_eq!(answer.values("authentication-info"), [""; 0]);
        return;
    };
    // A cnonce of bytes that are not text is sent back as it came. The reader of this test reads text.
    if protection.cnonce.is_ascii() {
        let password = password(user).unwrap();
        let proofs = sent.responses(user, sent.algorithm.unwrap_or("MD5"), "", password);
        assert!(proofs.contains(&info(answer, "rspauth").unwrap()));
        let value = |name| info(answer, name).unwrap().into_bytes();
        assert_eq!(value("nc"), protection.nc);
        assert_eq!(value("cnonce"), protection.cnonce);
        let next = info(answer, "nextnonce").is_some();
        assert_eq!(next, age > LIFE / 4 * 3, "nextnonce");
    }
}
