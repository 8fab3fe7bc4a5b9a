//! curl, and what it gets.

use tokio::process::Command;

/// An answer as the client gets it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) challenge: String,
    pub(super) retry_after: String,
    pub(super) info: String,
    pub(super) user: String,
    pub(super) body: String,
}

/// Returns what curl gets with these arguments.
pub(super) async fn curl(arguments: &[&str]) -> Answer {
    let output = Command::new("curl")
        .args(["--silent", "--max-time", "20", "--path-as-is", "--write-out"])
        .arg("\n%{http_code}\n%header{www-authenticate}\n%header{retry-after}\n%header{authentication-info}\n%header{x-remote-user}")
        .args(arguments)
        .env("no_proxy", "127.0.0.1")
        .output();
    let text = String::from_utf8(output.await.unwrap().stdout).unwrap();
    let mut lines = text.rsplitn(6, '\n').map(str::to_owned);
    let mut next = || lines.next().unwrap();
    let (user, info, retry_after, challenge) = (next(), next(), next(), next());
    Answer {
        status: next().parse().unwrap(),
        challenge,
        retry_after,
        info,
        user,
        body: next(),
    }
}
