//! Several schemes on one route.

use std::time::Duration;

use httpauth::Reason;

use super::apps::with_app;
use super::basic;
use super::digest::{self, Object};
use super::template::expand;
use super::token::{bearer_challenges, bearer_oracle, key_challenges, key_oracle};
use super::{Expected, Guarded, after_scheme, foreign, legal};
use crate::digest::Challenge;
use crate::{Answer, Call};

/// The part of an object that decides about a request.
#[derive(Clone, Copy)]
enum Member {
    Digest,
    Bearer,
    Key,
    Basic,
    /// The request's credentials belong to none.
    None,
}

/// Holds the guard of a multi object of Digest, Bearer, a key and Basic against the oracle, with templates (see
/// `expand`) of its `Authorization` fields, and `X-API-Key` fields.
///
/// # Panics
///
/// If an answer is another than the oracle's.
pub fn multi(templates: &[Vec<u8>], keys: &[Vec<u8>]) {
    with_app(|app, _| {
        for target in ["/multi", "/multi/optional"] {
            attack(app, target, templates, keys);
        }
    });
}

fn attack(app: &Guarded, target: &str, templates: &[Vec<u8>], keys: &[Vec<u8>]) {
    let (answer, _) = app.ask(Call::get("/multi"));
    let issued = &Challenge::all(&answer)[0];
    let fields: Vec<_> = templates
        .iter()
        .map(|template| legal(&expand(template, issued, target)))
        .collect();
    let call = fields.iter().fold(Call::get(target), Call::authorization);
    let call = keys
        .iter()
        .fold(call, |call, key| call.header("x-api-key", key));
    if target == "/multi/optional" && fields.is_empty() && keys.is_empty() {
        let (answer, saw) = app.ask(call);
        assert!(saw.is_empty());
        answer.assert_ok("Hello, stranger!");
        return;
    }
    let (member, expected) = oracle(&fields, keys, issued, target);
    app.assert(call, &expected, |reason, answer| {
        challenges(member, reason, answer)
    });
}

/// Returns the answer. The first member that a field belongs to decides alone.
fn oracle(
    fields: &[Vec<u8>],
    keys: &[Vec<u8>],
    issued: &Challenge,
    target: &str,
) -> (Member, Expected) {
    // The word of a scheme alone is no credentials.
    let has = |scheme| {
        fields
            .iter()
            .any(|field| after_scheme(field, scheme).is_some_and(|rest| !rest.is_empty()))
    };
    if fields.len() > 1 {
        (Member::None, Expected::early(Reason::Repeated))
    } else if has("Digest") {
        let expected = digest::oracle(fields, Object::Strong, issued, Duration::ZERO, target);
        (Member::Digest, expected)
    } else if has("Bearer") {
        (Member::Bearer, bearer_oracle(fields))
    } else if !keys.is_empty() {
        (Member::Key, key_oracle(keys))
    } else if has("Basic") {
        (Member::Basic, basic::oracle(fields))
    } else {
        let field = fields.first().map_or(&b""[..], Vec::as_slice);
        (Member::None, foreign(field))
    }
}

fn challenges(member: Member, reason: Reason, answer: &Answer) -> Vec<String> {
    match member {
        Member::Digest => digest::challenges(Object::Strong, reason, answer),
        Member::Bearer => bearer_challenges(reason, answer),
        Member::Key => key_challenges(reason, answer),
        Member::Basic => vec![basic::CHALLENGE.to_owned()],
        Member::None => [Member::Digest, Member::Bearer, Member::Key, Member::Basic]
            .iter()
            .flat_map(|member| challenges(*member, reason, answer))
            .collect(),
    }
}
