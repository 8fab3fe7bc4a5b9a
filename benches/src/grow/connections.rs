//! Parallel connections, beside the bare handler with as many.

use std::fmt::Write;

use crate::loopback::{self, BASIC, DIGEST};
use crate::{Outcome, Size};

const CONNECTIONS: [usize; 5] = [1, 8, 64, 256, 1024];

pub(super) fn measure(size: Size) -> Outcome<String> {
    let mut text = String::from("| requests/s × bare handler, by connections |");
    for connections in CONNECTIONS {
        let _ = write!(text, " {connections} |");
    }
    text += "\n|---|--:|--:|--:|--:|--:|\n";
    for (name, server, sent) in [
        ("Basic", "basic", BASIC),
        ("Digest SHA-256", "digest-sha-256", DIGEST),
    ] {
        let _ = write!(text, "| {name} |");
        for connections in CONNECTIONS {
            let (rate, ratio) = loopback::one(server, sent, connections, size)?;
            let _ = write!(text, " {rate:.0} × {ratio:.2} |");
        }
        text.push('\n');
    }
    Ok(text)
}
