//! Chromium as people see it. A prompt is counted where its window would have opened.

use axum::http::{HeaderValue, Method, header};
use axum::response::Html;
use axum::routing::get;
use axum::{Router, http};
use tower_http::cors::CorsLayer;
use tower_http::csrf::CsrfLayer;

use crate::app;
use crate::checks::check;
use crate::client::{Answer, Client, Script, Session, answer, command, fields, script, skip};
use crate::log::Seen;
use crate::server::Server;

pub(crate) struct Chromium {
    script: Script,
    /// The prompts of the last session.
    prompts: String,
}

impl Chromium {
    pub(crate) fn start() -> Option<Self> {
        // Its names at Debian, and elsewhere.
        let programs = ["chromium", "chromium-browser", "google-chrome"];
        let is_there = |program: &&str| command(program).arg("--version").output().is_ok();
        let Some(program) = programs.into_iter().find(is_there) else {
            return skip("Chromium");
        };
        let path = command("which").arg(program).output().unwrap().stdout;
        let path = String::from_utf8(path).unwrap();
        let mut node = command("node");
        node.arg(script("node/chromium.mjs")).arg(path.trim_end());
        Some(Self {
            script: Script::start("Chromium", &mut node)?,
            prompts: String::new(),
        })
    }

    /// Returns the answers to the fields of a session, without the one that tells of prompts.
    fn ask(&mut self, fields: &[impl AsRef<str>]) -> Vec<Answer> {
        let mut answers = self.script.ask(fields);
        self.prompts = answers.pop().unwrap();
        answers.iter().map(|field| answer(field)).collect()
    }

    /// Returns the answers to addresses that john opens.
    fn john(&mut self, urls: &[String], password: &str) -> Vec<Answer> {
        let mut fields = vec!["serial", "-", "-", "john", password, "-"];
        fields.extend(urls.iter().map(String::as_str));
        self.ask(&fields)
    }
}

impl Client for Chromium {
    fn name(&self) -> &str {
        self.script.name()
    }

    fn version(&self) -> &str {
        self.script.version()
    }

    /// Each session is a profile of its own, which takes its time.
    fn body_sessions(&self) -> usize {
        5
    }

    fn run(&mut self, session: &Session) -> Vec<Answer> {
        self.ask(&fields(session))
    }
}

fn hello() -> Answer {
    Answer::new("200", "Hello, john!")
}

fn refused() -> Answer {
    Answer::new("401", "Unauthorized Access")
}

#[test]
fn chromium() {
    if let Some(mut chromium) = Chromium::start() {
        check(&mut chromium);
    }
}

/// Once for all requests, for the realm that the page has, even if the nonce gets stale.
#[test]
fn one_prompt_for_a_session() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let server = Server::start(app::routes());
    let cases = [
        ("/basic", "basic Basic"),
        ("/sha-256", "digest SHA-256"),
        ("/several", "digest several"),
        ("/brief", "digest brief"),
    ];
    for (path, prompt) in cases {
        let urls: Vec<String> = (0..8)
            .map(|number| server.url(&format!("{path}?{number}")))
            .collect();
        assert_eq!(chromium.john(&urls, "hello"), vec![hello(); 8], "{path}");
        assert_eq!(chromium.prompts, prompt);
    }
}

/// And shows the page of the refusal to who gives up.
#[test]
fn a_wrong_password_prompts_again() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let server = Server::start(app::routes());
    for (path, prompt) in [("/basic", "basic Basic"), ("/sha-256", "digest SHA-256")] {
        assert_eq!(chromium.john(&[server.url(path)], "wrong"), [refused()]);
        assert_eq!(chromium.prompts, format!("{prompt}, {prompt}"));
        assert_eq!(
            server.seen().len(),
            2,
            "without credentials, and with wrong ones"
        );
    }
}

/// A 401 for the right password makes Chromium forget it. If it has a challenge, Chromium prompts at once, and else at
/// the next page. The user cancels each prompt but the first, and sees the page of the refusal.
#[test]
fn a_refusal_by_the_handler_logs_out() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let server = Server::start(app::routes());
    for (path, logout, prompt) in [
        ("/basic", "/logout/basic", "basic Basic"),
        ("/sha-256", "/logout/digest", "digest SHA-256"),
    ] {
        let urls = [path, path, logout, path].map(|path| server.url(path));
        let answers = chromium.john(&urls, "hello");
        assert_eq!(answers, [hello(), hello(), refused(), refused()], "{path}");
        assert_eq!(chromium.prompts, [prompt; 3].join(", "));
    }
    let urls = ["/basic", "/logout/status", "/basic"].map(|path| server.url(path));
    let answers = chromium.john(&urls, "hello");
    assert_eq!(answers, [hello(), refused(), refused()]);
    assert_eq!(chromium.prompts, "basic Basic, basic Basic");
}

#[test]
fn a_custom_scheme_does_not_prompt() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let server = Server::start(app::routes());
    let urls = ["/custom", "/custom", "/bearer"].map(|path| server.url(path));
    let session = [
        "page", "-", "-", "john", "hello", "-", &urls[0], &urls[1], &urls[2],
    ];
    let answers = chromium.ask(&session);
    assert_eq!(
        answers,
        vec![refused(); 3],
        "as a page, by `fetch`, and Bearer"
    );
    assert_eq!(chromium.prompts, "");
}

/// Returns a page of another origin, which the API allows or does not.
fn page_and_api(allowed: bool) -> (Server, Server) {
    let page = Router::new().route("/", get(|| async { Html("<!doctype html>") }));
    let page = Server::start(page);
    let origin = page.url("");
    let layer = CorsLayer::new()
        .allow_origin(origin.parse::<HeaderValue>().unwrap())
        .allow_methods([Method::GET])
        .allow_headers([header::AUTHORIZATION])
        .allow_credentials(true);
    let api = app::routes();
    let api = if allowed { api.layer(layer) } else { api };
    (page, Server::start(api))
}

/// Returns the requests for a path that the server saw.
fn requests(seen: &[Seen]) -> Vec<(http::Method, Option<&str>, u16)> {
    let seen = seen.iter();
    seen.map(|seen| (seen.method.clone(), seen.scheme(), seen.status))
        .collect()
}

/// `CorsLayer` answers the preflight, which has no credentials. The request itself comes to the guard.
#[test]
fn a_fetch_from_another_origin_after_its_preflight() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let (page, api) = page_and_api(true);
    let urls = [page.url("/"), api.url("/bearer"), api.url("/sha-256")];
    let session = [
        "page",
        "bearer",
        "-",
        "john",
        "secret-token",
        "-",
        &urls[0],
        &urls[1],
    ];
    assert_eq!(chromium.ask(&session)[1], hello());
    let expected = [
        (Method::OPTIONS, None, 200),
        (Method::GET, Some("Bearer"), 200),
    ];
    assert_eq!(requests(&api.seen()), expected);
    // A refusal goes through the layer too, so that the page can read its status.
    let session = [
        "page", "bearer", "-", "john", "wrong", "-", &urls[0], &urls[1],
    ];
    assert_eq!(chromium.ask(&session)[1], refused());
    let expected = [
        (Method::OPTIONS, None, 200),
        (Method::GET, Some("Bearer"), 401),
    ];
    assert_eq!(requests(&api.seen()), expected);
    // Chromium knows Digest by itself and needs no preflight. It prompts for the page.
    let session = [
        "page", "digest", "-", "john", "hello", "-", &urls[0], &urls[2],
    ];
    assert_eq!(chromium.ask(&session)[1], hello());
    assert_eq!(chromium.prompts, "digest SHA-256");
    let expected = [(Method::GET, None, 401), (Method::GET, Some("Digest"), 200)];
    assert_eq!(requests(&api.seen()), expected);
}

/// The guard does not answer preflights. Without the layer a page of another origin gets nothing.
#[test]
fn no_fetch_from_another_origin_without_the_layer() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let (page, api) = page_and_api(false);
    let urls = [page.url("/"), api.url("/bearer")];
    let session = [
        "page",
        "bearer",
        "-",
        "john",
        "secret-token",
        "-",
        &urls[0],
        &urls[1],
    ];
    assert_eq!(chromium.ask(&session)[1].outcome, "TypeError");
    assert_eq!(requests(&api.seen()), [(Method::OPTIONS, None, 405)]);
}

/// A person who has the password in the browser opens a page of another site, whose form is sent to the server. Chromium
/// adds the password. The server does what the form says, unless tower-http's layer looks where it came from.
#[test]
fn a_form_of_another_origin_writes_without_the_layer() {
    let Some(mut chromium) = Chromium::start() else {
        return;
    };
    let foreign = Router::new().route("/", get(|| async { Html("<!doctype html>") }));
    let foreign = Server::start(foreign);
    // This name is another site than the address.
    let foreign = foreign.url("/").replace("127.0.0.1", "localhost");
    let written = Answer::new("200", "0 bytes of john");
    for path in ["/upload/basic", "/upload/digest"] {
        for protected in [false, true] {
            let routes = app::routes();
            let layered = routes.clone().layer(CsrfLayer::new());
            let server = Server::start(if protected { layered } else { routes });
            let url = server.url(path);
            let session = ["form", "-", "-", "john", "hello", "-", &url, &foreign, &url];
            let answers = chromium.ask(&session);
            assert_eq!(answers[0], written, "the person's own visit");
            let seen = server.seen();
            let form = seen.last().unwrap();
            assert_eq!(form.method, Method::POST);
            assert!(form.authorization.is_some(), "the password was not added");
            let status = if protected { 403 } else { 200 };
            assert_eq!(form.status, status, "{path}");
        }
    }
}
