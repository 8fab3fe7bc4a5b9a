//! The checks that every proxy must pass.

use std::process::Stdio;

use axum::response::Redirect;
use tokio::process::Command;
use tokio::task::JoinSet;

use super::clients::{FORGED_TARGET, FORGED_USER, GUARDS};
use super::curl::{Answer, curl};
use super::proxies::{CADDY, ENVOY, HAPROXY, Kind, NGINX, Running, TRAEFIK, is_there};
use super::*;

async fn get(proxy: &Running, path: &str, arguments: &[&[&str]]) -> Answer {
    let url = format!("http://{}{path}", proxy.address);
    curl(&[&arguments.concat()[..], &[&url]].concat()).await
}

async fn right_credentials_pass(proxy: &Running) {
    for (path, [right, ..], user, _) in GUARDS {
        for forged in [&[][..], &FORGED_USER, &FORGED_TARGET] {
            let answer = get(proxy, path, &[right, forged]).await;
            assert_eq!(answer.status, 200, "{path} {answer:?}");
            assert!(answer.body.starts_with("GET "), "{answer:?}");
            assert!(
                answer.body.ends_with(&format!(" [\"{user}\"]")),
                "{answer:?}"
            );
            assert_eq!(
                answer.info.contains("rspauth="),
                user == "door" && proxy.kind.proves,
                "{answer:?}"
            );
        }
        let body: &[&str] = &["--request", "PUT", "--data", "a=b"];
        let answer = get(proxy, path, &[right, body]).await;
        assert!(answer.body.starts_with("PUT "), "{answer:?}");
    }
    let door: &[&str] = &["--digest", "--user", "door:open"];
    let answer = get(proxy, "/devices/%7e", &[door]).await;
    let expected = if proxy.kind.keeps_escapes { 200 } else { 400 };
    assert_eq!(answer.status, expected, "{answer:?}");
}

async fn others_are_refused(proxy: &Running) {
    for (path, [_, wrong, bad], _, challenge) in GUARDS {
        for forged in [&[][..], &FORGED_USER] {
            for (credentials, status) in [(&[][..], 401), (wrong, 401), (bad, 400)] {
                let answer = get(proxy, path, &[credentials, forged]).await;
                assert_eq!(answer.status, status, "{path} {answer:?}");
                assert!(!answer.body.contains("GET "), "{answer:?}");
                if status == 401 {
                    assert!(answer.challenge.starts_with(challenge), "{answer:?}");
                }
            }
        }
    }
    // What is not guarded has no user.
    let answer = get(proxy, "/open", &[&FORGED_USER]).await;
    assert_eq!((answer.status, &*answer.body), (200, "GET /open []"));
}

/// A field that names what the proxy tells the service.
const TOLD_AWAY: &str =
    "Connection: close, X-Forwarded-Uri, X-Forwarded-Method, X-Forwarded-For, Authorization";

/// As many fields as a proxy takes, which the service cannot be sent, and a field that takes those of the proxy away.
async fn no_field_breaks_a_guard(proxy: &Running) {
    let many = ["--header", "Authorization: x"].repeat(98);
    let plain: &[&str] = &["--header", "User-Agent:", "--header", "Accept:"];
    for (path, [right, ..], user, _) in GUARDS {
        for (fields, admits) in [
            (&many[..], false),
            (&["--header", "Connection: close, X-Remote-User"], true),
            (&["--header", TOLD_AWAY], true),
        ] {
            let credentials = if admits { right } else { &[] };
            let answer = get(proxy, path, &[plain, credentials, fields]).await;
            let is_his = answer.body.ends_with(&format!(" [\"{user}\"]"));
            let is_refused = (400..600).contains(&answer.status) && !answer.body.contains("GET ");
            assert!(is_refused || admits && is_his, "{path} {answer:?}");
        }
    }
}

/// Paths that a guard's path might be hidden in. The application would take some of them for a guarded one.
async fn no_path_leads_around_a_guard(proxy: &Running) {
    for path in [
        "/open/../people/x",
        "/people/../open",
        "/people/..",
        "/people/%2e%2e/open",
        "/open/%2E./people/x",
        "/open%2f..%2Fpeople/x",
        "/open/..%5cpeople/x",
        "//people/x",
        "/./people/x",
        "/%70eople/x",
        "/People/x",
        "/people",
        "/elsewhere",
        "/guards/people",
        "/nginx/people",
        "/auth/people",
    ] {
        let answer = get(proxy, path, &[&FORGED_USER]).await;
        assert!((300..500).contains(&answer.status), "{path} {answer:?}");
        assert!(!answer.body.contains("GET "), "{path} {answer:?}");
    }
    // Right credentials for one guard are not asked for at the place of another.
    let right: &[&str] = &["--user", "john:hello"];
    for path in [
        "/people/../programs/x",
        "/people/%2e%2E/programs/x",
        "/people/..%2Fprograms/x",
        "/programs/../people/x",
        "/people/..\\programs/x",
        "/people/x\\..\\..\\programs/x",
        "/people/..;/programs/x",
        "/people/.;/../programs/x",
        "/people//..//programs/x",
        "/people/%2e%2e%2fprograms/x",
        "/people/..%5Cprograms/x",
        "/people/%2E./programs/x",
        "/people/%2e%2e;/programs/x",
    ] {
        let answer = get(proxy, path, &[right]).await;
        assert_eq!(answer.status, 400, "{path} {answer:?}");
    }
    let answer = get(proxy, "/open?next=%2Fpeople/../x", &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// Eleven guesses from one address are one too many, and the twelfth from another one is not.
async fn a_client_is_throttled(proxy: &Running) {
    let guess = async |host| {
        let address = format!("127.0.{}.{host}", proxy.kind.network);
        let guess: &[&str] = &["--interface", &address, "--user", "susan:guess"];
        get(proxy, "/people/", &[guess, &FORGED_TARGET]).await
    };
    for _ in 0..10 {
        assert_eq!(guess(3).await.status, 401);
    }
    let answer = guess(3).await;
    assert_eq!(answer.status, 429, "{answer:?}");
    assert!(answer.retry_after.parse::<u32>().unwrap() > 1, "{answer:?}");
    assert_eq!(guess(4).await.status, 401);
}

/// A flood of passwords finds no room, and is told when to come again.
async fn a_flood_is_told_to_come_back(proxy: &Running) {
    let mut flood = JoinSet::new();
    for number in 0..40 {
        let url = format!("http://{}/people/", proxy.address);
        let user = format!("user{number}:{number}");
        let address = format!("127.0.{}.5", proxy.kind.network);
        flood.spawn(async move { curl(&["--interface", &address, "--user", &user, &url]).await });
    }
    let answers = flood.join_all().await;
    let expected = |answer: &Answer| match answer.status {
        503 => answer.retry_after == "1",
        status => status == 401,
    };
    assert!(answers.iter().all(expected), "{answers:?}");
    assert!(
        answers.iter().any(|answer| answer.status == 503),
        "{answers:?}"
    );
}

/// Nobody passes without the service, and without an answer of it that admits.
async fn without_the_service(kind: &'static Kind, application: SocketAddr) {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = closed.local_addr().unwrap();
    drop(closed);
    let elsewhere = async || Redirect::to("/open");
    let elsewhere = serve(axum::Router::new().fallback(elsewhere)).await;
    for guards in [nobody, elsewhere] {
        let proxy = kind.start(guards, application).await.unwrap();
        for (path, [right, ..], ..) in GUARDS {
            let answer = get(&proxy, path, &[right, &FORGED_USER]).await;
            assert!((300..600).contains(&answer.status), "{answer:?}");
            assert!(!answer.body.contains("GET "), "{answer:?}");
        }
        let answer = get(&proxy, "/open", &[]).await;
        assert_eq!((answer.status, &*answer.body), (200, "GET /open []"));
    }
}

/// A browser that has the user and the password from the address, as if from its prompt.
async fn a_browser_gets_in(proxy: &Running) {
    if !is_there("chromium").await {
        return;
    }
    let profile =
        std::env::temp_dir().join(format!("httpauth-forward-auth-{}", proxy.address.port()));
    for (path, user) in [("/people/", "john:hello"), ("/devices/", "door:open")] {
        let output = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--dump-dom",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("http://{user}@{}{path}", proxy.address))
            .stdin(Stdio::null())
            .output()
            .await;
        let page = String::from_utf8(output.unwrap().stdout).unwrap();
        let name = user.split(':').next().unwrap();
        assert!(page.contains(&format!("GET {path} [\"{name}\"]")), "{page}");
    }
    let _ = std::fs::remove_dir_all(profile);
}

async fn check(kind: &'static Kind) {
    if !is_there("curl").await {
        return;
    }
    let (guards, application) = (guards().await, application().await);
    let Some(proxy) = kind.start(guards, application).await else {
        return;
    };
    let _turn = TURN.lock().await;
    right_credentials_pass(&proxy).await;
    others_are_refused(&proxy).await;
    no_field_breaks_a_guard(&proxy).await;
    no_path_leads_around_a_guard(&proxy).await;
    a_browser_gets_in(&proxy).await;
    a_client_is_throttled(&proxy).await;
    a_flood_is_told_to_come_back(&proxy).await;
    without_the_service(kind, application).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nginx() {
    check(&NGINX).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn haproxy() {
    check(&HAPROXY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn caddy() {
    check(&CADDY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn traefik() {
    check(&TRAEFIK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn envoy() {
    check(&ENVOY).await;
}
