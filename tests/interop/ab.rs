//! Apache's `ab`: Basic, sent with every request, and one address only.

use crate::checks::check;
use crate::client::{Answer, Client, Order, Session, body_file, command, version_of};

pub(crate) struct Ab {
    version: String,
}

impl Client for Ab {
    fn name(&self) -> &'static str {
        "ab"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn run(&mut self, session: &Session) -> Vec<Answer> {
        let requests = session.urls.len().to_string();
        let at_once = match session.order {
            Order::Serial => "1",
            Order::Parallel => &requests,
        };
        let mut ab = command("ab");
        // `-v 3` prints the statuses, 200 in one way and 401 in another.
        ab.args(["-k", "-v", "3", "-n", &requests, "-c", at_once]);
        ab.arg("-A")
            .arg(format!("{}:{}", session.user, session.password));
        if let Some(size) = session.body {
            ab.arg("-p").arg(body_file(size));
        }
        let output = ab.arg(&session.urls[0]).output().unwrap();
        let output = String::from_utf8_lossy(&output.stdout).into_owned();
        let statuses = output.lines().filter(|line| line.contains("Response code"));
        let answer = |line: &str| Answer {
            outcome: line.rsplit([' ', '(']).next().unwrap().replace(')', ""),
            body: None,
        };
        statuses.map(answer).collect()
    }
}

impl Ab {
    pub(crate) fn start() -> Option<Self> {
        let output = version_of("ab", "-V")?;
        let (_, version) = output.split_once("Version ").unwrap();
        let version = version.split(' ').next().unwrap().to_owned();
        Some(Self { version })
    }
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn ab() {
    if let Some(mut ab) = Ab::start() {
        check(&mut ab);
    }
}
