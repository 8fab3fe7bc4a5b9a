//! GNU Wget.

use crate::checks::check;
use crate::client::{Answer, Client, Session, body_file, command, version_of};

pub(crate) struct Wget {
    version: String,
}

impl Client for Wget {
    fn name(&self) -> &'static str {
        "wget"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn is_parallel(&self) -> bool {
        false
    }

    /// Runs wget, which takes either scheme by the same flags, and writes the bodies that it got one after the other.
    fn run(&mut self, session: &Session) -> Vec<Answer> {
        let mut wget = command("wget");
        wget.args([
            "--no-config",
            "--quiet",
            "--tries=1",
            "--timeout=20",
            "-O",
            "-",
        ]);
        wget.arg(format!("--user={}", session.user));
        wget.arg(format!("--password={}", session.password));
        if let Some(size) = session.body {
            wget.arg("--post-file").arg(body_file(size));
        }
        let output = wget.args(&session.urls).output().unwrap();
        let bodies = String::from_utf8(output.stdout).unwrap();
        let mut answers: Vec<Answer> = bodies
            .lines()
            .map(|body| Answer::new("200", body))
            .collect();
        let failure = match output.status.code() {
            // "Username/password authentication failure".
            Some(6) => "401".to_owned(),
            code => format!("exit {code:?}"),
        };
        answers.resize(session.urls.len(), Answer::new(failure, ""));
        answers
    }
}

impl Wget {
    pub(crate) fn start() -> Option<Self> {
        let output = version_of("wget", "--version")?;
        let version = output.split(' ').nth(2).unwrap().to_owned();
        Some(Self { version })
    }
}

#[test]
fn wget() {
    if let Some(mut wget) = Wget::start() {
        check(&mut wget);
    }
}
