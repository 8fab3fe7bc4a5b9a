//! curl.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::app;
use crate::bodies;
use crate::checks::check;
use crate::client::{Answer, Client, Order, Scheme, Session, body_file, command, version_of};
use crate::log::{Seen, connections, counts, nonces};
use crate::server::Server;
use crate::way::Way;

pub(crate) struct Curl {
    name: &'static str,
    http: &'static str,
    /// Without being told, its first request of Digest has no body.
    asks_first: bool,
    version: String,
}

impl Curl {
    pub(crate) fn over(http: &'static str, name: &'static str) -> Option<Self> {
        let output = version_of("curl", "--version")?;
        let version = output.split(' ').nth(1).unwrap().to_owned();
        Some(Self {
            name,
            http,
            asks_first: false,
            version,
        })
    }

    /// Returns the curl that sends the whole request without credentials, and then chooses a scheme.
    pub(crate) fn asking_first() -> Option<Self> {
        let curl = Self::over("--http1.1", "curl, `--anyauth`")?;
        Some(Self {
            asks_first: true,
            ..curl
        })
    }

    /// Returns the folder of the bodies, which has a file for each.
    fn folder(&self) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(self.name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Returns the command, without addresses.
    fn command(&self, flags: &[impl AsRef<OsStr>], user: &str) -> Command {
        let mut curl = command("curl");
        // `-q` must come first, and keeps curl from reading a file of the user's.
        curl.args(["-q", "--silent", "--max-time", "20", self.http]);
        curl.args(["--user", user, "--write-out", FORMAT])
            .args(flags);
        curl
    }

    /// Returns the answers to the addresses.
    fn get(&self, flags: &[impl AsRef<OsStr>], user: &str, urls: &[String]) -> Vec<Answer> {
        let folder = self.folder();
        let mut curl = self.command(flags, user);
        let file = |number: usize| folder.join(number.to_string());
        for (number, url) in urls.iter().enumerate() {
            // The result of an earlier run must not be taken for this one's.
            let _ = fs::remove_file(file(number));
            curl.arg("--output").arg(file(number)).arg(url);
        }
        let output = String::from_utf8(curl.output().unwrap().stdout).unwrap();
        let mut answers = vec![Answer::new("silence", ""); urls.len()];
        for line in output.lines() {
            let [number, status, exit] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{output}");
            };
            let number = number.parse().unwrap();
            let body = fs::read_to_string(file(number)).unwrap_or_default();
            answers[number] = match exit {
                "0" => Answer::new(status, body),
                exit => Answer::new(format!("exit {exit}"), ""),
            };
        }
        answers
    }
}

const FORMAT: &str = "%{urlnum} %{http_code} %{exitcode}\n";

impl Client for Curl {
    fn name(&self) -> &str {
        self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn hangs_up(&self) -> bool {
        true
    }

    fn run(&mut self, session: &Session) -> Vec<Answer> {
        let mut flags: Vec<OsString> = vec![match session.scheme {
            _ if self.asks_first => "--anyauth".into(),
            Scheme::Basic => "--basic".into(),
            Scheme::Digest => "--digest".into(),
        }];
        if session.order == Order::Parallel {
            flags.push("--parallel".into());
        }
        if let Some(size) = session.body {
            let mut file = OsString::from("@");
            file.push(body_file(size));
            flags.extend(["--data-binary".into(), file]);
        }
        let user = format!("{}:{}", session.user, session.password);
        self.get(&flags, &user, &session.urls)
    }
}

#[test]
fn curl() {
    if let Some(mut curl) = Curl::over("--http1.1", "curl") {
        check(&mut curl);
    }
}

#[test]
fn curl_over_http2() {
    if let Some(mut curl) = Curl::over("--http2-prior-knowledge", "curl, HTTP/2") {
        check(&mut curl);
    }
}

/// A curl that asks first sends bodies as every client does.
#[test]
fn bodies_after_asking() {
    if let Some(mut curl) = Curl::asking_first() {
        assert_eq!(bodies::cell(&mut curl, Way::Default), "yes");
    }
}

/// Within one transfer curl keeps its nonce and counts. Here the transfer follows redirects.
#[test]
fn one_transfer_counts_its_nonce() {
    let Some(curl) = Curl::over("--http1.1", "curl redirected") else {
        return;
    };
    let server = Server::start(app::routes());
    let answers = curl.get(
        &["--digest", "--location"],
        "john:hello",
        &[server.url("/hops/3")],
    );
    assert_eq!(answers, [Answer::new("200", "Hello, john!")]);
    let seen = server.seen();
    let statuses: Vec<u16> = seen.iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [401, 303, 303, 303, 200]);
    assert_eq!(counts(&seen), [1, 2, 3, 4]);
    assert_eq!((nonces(&seen), connections(&seen)), (1, 1));
}

/// `--anyauth` asks first, and goes by strength rather than by the order of the challenges.
#[test]
fn anyauth_takes_the_strongest() {
    let Some(curl) = Curl::over("--http1.1", "curl anyauth") else {
        return;
    };
    let server = Server::start(app::routes());
    let cases = [
        ("/several", "Digest"),
        ("/basic", "Basic"),
        ("/sha-256", "Digest"),
        ("/no-qop", "Digest"),
    ];
    for (path, scheme) in cases {
        let url = [server.url(path)];
        let answers = curl.get(&["--anyauth"], "john:hello", &url);
        assert_eq!(answers, [Answer::new("200", "Hello, john!")], "{path}");
        let schemes = |seen: &[Seen]| -> Vec<Option<String>> {
            seen.iter()
                .map(|seen| seen.scheme().map(str::to_owned))
                .collect()
        };
        assert_eq!(
            schemes(&server.seen()),
            [None, Some(scheme.to_owned())],
            "{path}"
        );
        let answers = curl.get(&["--anyauth"], "john:wrong", &url);
        assert_eq!(answers[0].outcome, "401", "{path}");
        assert_eq!(server.seen().len(), 2, "{path}: it gives up");
    }
}
