//! Software that others wrote, for the tests of the examples: an authorization server, a browser that says yes to it, and
//! clients in scripts of Node.
//!
//! They need Node and the packages of `scripts/package.json`. A test skips what is missing, unless the environment variable
//! `INTEROP` is `required`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use reqwest::redirect::Policy;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// The longest time for a script.
const PATIENCE: Duration = Duration::from_mins(1);

/// The address to which the browser is sent back. Nobody listens there, since the browser goes no further.
pub const CALLBACK: &str = "http://127.0.0.1/callback";

/// A script of Node, which ends when the value is dropped.
fn script(name: &str) -> Command {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let mut command = Command::new("node");
    command
        .arg(folder.join(name))
        .env("no_proxy", "127.0.0.1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// Runs a script of a client with these arguments, and returns the JSON that it prints.
///
/// # Panics
///
/// The script fails.
pub async fn run(name: &str, arguments: &[&str]) -> Value {
    let output = script(name).args(arguments).stderr(Stdio::piped()).output();
    let output = timeout(PATIENCE, output).await.unwrap().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// An authorization server, `oidc-provider`. Its access tokens are JSON Web Tokens, but for those of the client `opaque`.
#[derive(Debug)]
pub struct Provider {
    /// The issuer, which is its address.
    pub issuer: String,
    http: reqwest::Client,
    _process: (Child, BufReader<ChildStdout>),
}

impl Provider {
    /// Starts the server, which grants these scopes. It returns `None` if Node or a package is missing and may be.
    ///
    /// # Panics
    ///
    /// The server does not start, and none may be missing.
    pub async fn start(scopes: &[&str]) -> Option<Self> {
        let required = env::var("INTEROP").is_ok_and(|asked| asked == "required");
        let mut command = script("provider.mjs");
        // It warns about its memory, and fails at length if it is not installed.
        command.args(scopes).stderr(Stdio::null());
        let issuer = match command.spawn() {
            Ok(mut process) => {
                let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
                let line = timeout(PATIENCE, lines.next_line()).await.unwrap().unwrap();
                // The script would end if it could print nothing more.
                line.map(|issuer| (issuer, (process, lines.into_inner())))
            }
            Err(_) => None,
        };
        if issuer.is_none() {
            assert!(!required, "oidc-provider does not start");
            // Not by `eprintln!`, whose words nobody sees when a test passes.
            let _ = writeln!(std::io::stderr(), "skipped: no oidc-provider");
        }
        let (issuer, process) = issuer?;
        let http = reqwest::Client::builder().redirect(Policy::none()).build();
        Some(Self {
            issuer,
            http: http.unwrap(),
            _process: process,
        })
    }

    /// Returns the address of the server's keys.
    pub fn jwks_uri(&self) -> String {
        format!("{}/jwks", self.issuer)
    }

    /// Returns the address at which the server tells of its tokens (RFC 7662).
    pub fn introspection_uri(&self) -> String {
        format!("{}/token/introspection", self.issuer)
    }

    /// Gets a token by the client's own credentials. The client is `good`, or `rs256`, `ps256`, `expired` or `opaque` for such
    /// a token.
    ///
    /// # Panics
    ///
    /// The server gives none.
    pub async fn token(&self, client: &str, resource: &str, scope: &str) -> String {
        let form = [
            ("grant_type", "client_credentials"),
            ("resource", resource),
            ("scope", scope),
        ];
        let request = self.http.post(format!("{}/token", self.issuer));
        let request = request.basic_auth(client, Some("secret")).form(&form);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        let token = answer["access_token"].as_str();
        token.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}

/// Follows an authorization request as the browser of a user who consents, and returns the address that leads back.
///
/// # Panics
///
/// It leads elsewhere.
pub async fn consent(authorization: &str) -> String {
    let browser = reqwest::Client::builder()
        .cookie_store(true)
        .redirect(Policy::none())
        .build()
        .unwrap();
    let mut address = reqwest::Url::parse(authorization).unwrap();
    while !address.as_str().starts_with(CALLBACK) {
        let answer = browser.get(address.clone()).send().await.unwrap();
        let location = answer.headers().get("location");
        let location = location.map(|location| location.to_str().unwrap().to_owned());
        address = match location {
            Some(location) => address.join(&location).unwrap(),
            None => panic!("{address}: {}", answer.text().await.unwrap()),
        };
    }
    address.into()
}
