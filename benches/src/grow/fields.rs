//! The length of the field, up to what hyper takes. The cost of a byte may not grow with it.

use std::fmt::Write;

use axum::Router;
use axum::http::StatusCode;
use base64::{Engine, prelude::BASE64_STANDARD};

use super::over_bare;
use crate::case::Fields;
use crate::route::{ours, ours_digest};
use crate::{Outcome, Size};

/// hyper, as `axum::serve` has it, answers 431 to a head of more than about 512 KiB (seen of 1.12: 520,000 bytes passed).
const LENGTHS: [usize; 6] = [64, 512, 4096, 32_768, 131_072, 500_000];

/// A scheme, its route, and a field of a length.
type Kind = (&'static str, fn() -> Router, fn(usize) -> String);

/// Fields of that length, all of them wrong.
const KINDS: [Kind; 3] = [
    ("Basic", ours::basic_route, basic),
    ("Bearer", ours::bearer_route, bearer),
    ("Digest", ours_digest::sha256_route, digest),
];

pub(super) fn measure(size: Size) -> Outcome<String> {
    let mut text = String::from("| ns over the bare handler, by bytes of the field |");
    for length in LENGTHS {
        let _ = write!(text, " {length} |");
    }
    text += "\n|---|--:|--:|--:|--:|--:|--:|\n";
    for (name, route, field) in KINDS {
        let _ = write!(text, "| 401 of {name} |");
        for length in LENGTHS {
            let fields = Fields::one("authorization", field(length))?;
            // As many bytes for each length, within reason.
            let requests = (size.requests * 512 / length).clamp(20, size.requests);
            let size = Size { requests, ..size };
            let status = StatusCode::UNAUTHORIZED;
            let _ = write!(text, " {} |", over_bare(&route(), &fields, status, size)?);
        }
        text.push('\n');
    }
    Ok(text)
}

fn basic(length: usize) -> String {
    let password = "x".repeat(length * 3 / 4 - 10);
    format!(
        "Basic {}",
        BASE64_STANDARD.encode(format!("john:{password}"))
    )
}

fn bearer(length: usize) -> String {
    format!("Bearer {}", "x".repeat(length - 7))
}

/// Returns a field with all that is parsed, and a stranger's nonce.
fn digest(length: usize) -> String {
    let begin = "Digest username=\"john\", realm=\"x\", nonce=\"x\", uri=\"/\", response=\"0123456789abcdef\
                 0123456789abcdef0123456789abcdef0123456789abcdef\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"";
    let cnonce = "x".repeat(length.saturating_sub(begin.len() + 1).max(1));
    format!("{begin}{cnonce}\"")
}
