//! The clients that are scripts. Each has a row, a file of `scripts`, and rows in the tables of the documentation.

use std::process::Command;

use crate::checks::check;
use crate::client::{Script, command, script};

/// Makes a test of each row, which has the name of the test, the name in the tables, and the command.
macro_rules! clients {
    ($($test:ident: $name:literal, $command:expr;)*) => {
        $(#[test]
        #[ignore = "for `.ci/run clients`"]
        fn $test() {
            if let Some(mut client) = Script::start($name, &mut $command) {
                check(&mut client);
            }
        })*
    };
}

clients! {
    requests: "requests", python("requests_client.py", &[]);
    httpx: "httpx", python("httpx_client.py", &[]);
    httpx_over_http2: "httpx, HTTP/2", python("httpx_client.py", &["2"]);
    fetch: "Node's `fetch`", node("fetch.mjs");
    digest_fetch: "digest-fetch", node("digest_fetch.mjs");
    http_client: "Java's `HttpClient`", java(&[]);
    http_url_connection: "Java's `HttpURLConnection`", java(&["connection"]);
}

/// Returns the command that runs a script of the folder `python` in the environment that `.ci/clients` makes.
fn python(file: &str, arguments: &[&str]) -> Command {
    let mut python = command(script("python/venv/bin/python"));
    python.arg(script("python").join(file)).args(arguments);
    python
}

/// Returns the command that runs a script of the folder `tools`, which starts a program with other arguments for each
/// session.
fn tool(file: &str, arguments: &[&str]) -> Command {
    let mut python = command("python3");
    python.env("PYTHONPATH", script("python"));
    python.arg(script("tools").join(file)).args(arguments);
    python
}

fn node(file: &str) -> Command {
    let mut node = command("node");
    node.arg(script("node").join(file));
    node
}

fn java(arguments: &[&str]) -> Command {
    let mut java = command("java");
    java.arg(script("java/Client.java")).args(arguments);
    java
}
