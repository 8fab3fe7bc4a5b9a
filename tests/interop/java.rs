//! Java's `HttpClient` and `HttpURLConnection`.

use crate::checks::check;
use crate::client::{Script, command, script};

pub(crate) fn java(name: &str, arguments: &[&str]) -> Option<Script> {
    Script::start(
        name,
        command("java").arg(script("Client.java")).args(arguments),
    )
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn http_client() {
    if let Some(mut client) = java("Java's `HttpClient`", &[]) {
        check(&mut client);
    }
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn http_url_connection() {
    if let Some(mut client) = java("Java's `HttpURLConnection`", &["connection"]) {
        check(&mut client);
    }
}
