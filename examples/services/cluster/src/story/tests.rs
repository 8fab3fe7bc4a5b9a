#![allow(clippy::unwrap_used)]

use axum::http::HeaderMap;

use super::answer::Answer::{
    self, First, In, NoProcess, Replayed, Stale, Throttled, Unavailable, Wrong,
};
use super::phases::REPLAYS;
use super::tally::Who::{Clients, Guesses, Replays};
use super::tally::{Captured, Tally};

fn fields(fields: &[(&'static str, &'static str)]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in fields {
        map.append(*name, value.parse().unwrap());
    }
    map
}

/// An answer whose status, reason and challenge do not agree is of no kind, and so is one that nobody has thought of.
#[test]
fn answers_have_kinds() {
    let challenge = ("www-authenticate", "Digest realm=\"\"");
    let stale = ("www-authenticate", "Digest realm=\"\", stale=true");
    let reason = |reason| ("x-reason", reason);
    let kinds = [
        (200, fields(&[]), Some(In)),
        (401, fields(&[reason("Missing"), challenge]), Some(First)),
        (401, fields(&[reason("Stale"), stale]), Some(Stale)),
        (
            401,
            fields(&[reason("Replayed"), challenge]),
            Some(Replayed),
        ),
        (401, fields(&[reason("Invalid"), challenge]), Some(Wrong)),
        (429, fields(&[reason("Throttled")]), Some(Throttled)),
        (502, fields(&[]), Some(NoProcess)),
        (503, fields(&[]), Some(Unavailable)),
        (503, fields(&[challenge]), None),
        (401, fields(&[reason("Replayed"), stale]), None),
        (401, fields(&[reason("Stale"), challenge]), None),
        (500, fields(&[]), None),
    ];
    for (status, fields, kind) in kinds {
        let found = Answer::of(status, &fields).ok();
        assert_eq!(found, kind, "{status} {fields:?}");
    }
}

/// An answer that the phase does not explain is an error, and so is a second acceptance of one request.
#[test]
fn a_phase_explains_its_answers() {
    let tally = Tally::default();
    tally.begin("one", &[(Clients, &[In]), REPLAYS]);
    assert!(tally.note(Clients, In).is_ok());
    assert!(tally.note(Clients, Stale).is_err());
    assert!(tally.note(Replays, In).is_err());
    assert!(tally.note(Guesses, Wrong).is_err());
    assert_eq!(tally.count(Clients, In), 1);

    let captured = Captured {
        path: "/",
        credentials: "Digest".parse().unwrap(),
    };
    assert!(tally.accept(captured.clone(), "A").is_ok());
    assert!(tally.accept(captured, "B").is_err());
    let table = tally.table();
    assert!(table.contains("| one | clients | 1 |"), "{table}");
}
