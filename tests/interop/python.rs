//! Python's `requests` and `httpx`.

use crate::checks::check;
use crate::client::{Script, command, script};

/// Starts a script in the environment that `.ci/clients` makes.
pub(crate) fn python(name: &str, arguments: &[&str]) -> Option<Script> {
    let mut python = command(script("venv/bin/python"));
    let (file, arguments) = arguments.split_first().unwrap();
    python.arg(script(file)).args(arguments);
    Script::start(name, &mut python)
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn requests() {
    if let Some(mut client) = python("requests", &["requests_client.py"]) {
        check(&mut client);
    }
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn httpx() {
    if let Some(mut client) = python("httpx", &["httpx_client.py"]) {
        check(&mut client);
    }
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn httpx_over_http2() {
    if let Some(mut client) = python("httpx, HTTP/2", &["httpx_client.py", "2"]) {
        check(&mut client);
    }
}
