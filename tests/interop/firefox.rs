//! Firefox as people see it. Its prompts are counted.

use crate::app;
use crate::client::{Script, command, script};
use crate::server::Server;

/// Firefox, and the application.
struct Firefox {
    script: Script,
    server: Server,
}

impl Firefox {
    fn start() -> Option<Self> {
        let mut node = command("node");
        node.arg(script("node/firefox_client.mjs"))
            .arg("firefox-esr");
        Some(Self {
            script: Script::start("Firefox", &mut node)?,
            server: Server::start(app::routes()),
        })
    }

    /// Returns the status of each of so many pages that john opens, and then the number of prompts. He answers the first
    /// with this password, and gives up the others.
    fn john(&mut self, path: &str, times: usize, password: &str) -> Vec<String> {
        let mut fields = ["prompts", "-", "-", "john", password, "-"]
            .map(str::to_owned)
            .to_vec();
        fields.extend((0..times).map(|number| self.server.url(&format!("{path}?{number}"))));
        let answers = self.script.ask(&fields);
        let status = |answer: &String| answer.split(' ').next().unwrap().to_owned();
        answers.iter().map(status).collect()
    }

    /// Returns the schemes of the requests since the last time.
    fn schemes(&self) -> Vec<String> {
        let seen = self.server.seen();
        let scheme = |seen: &crate::log::Seen| seen.scheme().unwrap_or("-").to_owned();
        seen.iter().map(scheme).collect()
    }
}

/// Once for all pages, even if the nonce gets stale.
#[test]
fn one_prompt_for_a_session() {
    let Some(mut firefox) = Firefox::start() else {
        return;
    };
    for path in ["/basic", "/sha-256", "/both", "/brief"] {
        let answers = firefox.john(path, 8, "hello");
        assert_eq!(answers[..8], ["200"; 8], "{path}");
        assert_eq!(answers[8], "1", "{path}");
    }
}

/// Once for each challenge: two algorithms are two prompts after a wrong password.
#[test]
fn a_wrong_password_prompts_again() {
    let Some(mut firefox) = Firefox::start() else {
        return;
    };
    for (path, prompts) in [("/basic", "2"), ("/sha-256", "2"), ("/both", "3")] {
        assert_eq!(firefox.john(path, 1, "wrong"), ["401", prompts], "{path}");
    }
}

/// Where Basic and Digest are offered, it takes Digest.
#[test]
fn what_it_prompts_for() {
    let Some(mut firefox) = Firefox::start() else {
        return;
    };
    for path in ["/custom", "/bearer"] {
        assert_eq!(firefox.john(path, 1, "hello"), ["401", "0"], "{path}");
    }
    firefox.server.seen();
    assert_eq!(firefox.john("/several", 1, "hello"), ["200", "1"]);
    assert_eq!(firefox.schemes(), ["-", "Digest"]);
}
