//! Node's `fetch` and the package `digest-fetch`.

use crate::checks::check;
use crate::client::{Script, command, script};

pub(crate) fn node(name: &str, file: &str) -> Option<Script> {
    Script::start(name, command("node").arg(script(file)))
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn fetch() {
    if let Some(mut client) = node("Node's `fetch`", "fetch.mjs") {
        check(&mut client);
    }
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn digest_fetch() {
    if let Some(mut client) = node("digest-fetch", "digest_fetch.mjs") {
        check(&mut client);
    }
}
