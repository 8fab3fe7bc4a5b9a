//! Case 80: curl, over a real socket.

use std::process::Command;

use httpauth_tests::Server;

use crate::apps::App;

/// Runs curl with these arguments. Returns the body and the statuses on its way, or `None` if there is no curl.
async fn curl(arguments: Vec<String>) -> Option<String> {
    let run = move || {
        let output = Command::new("curl").args(arguments).output().ok()?;
        assert!(output.status.success(), "{output:?}");
        Some(String::from_utf8(output.stdout).unwrap())
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn case_80_curl() {
    let app = App::new();
    let server = Server::start(app.router.clone()).await;
    let url = |path: &str| format!("http://{}{path}", server.address());
    let flags = |user: &str| {
        [
            "--silent",
            "--max-time",
            "20",
            "-w",
            " %{http_code} %{num_connects}",
            "-u",
            user,
        ]
        .map(str::to_owned)
    };
    let cases = [
        ("--digest", "john:hello", "/", "Hello, john! 200 1"),
        // This is not `/all`, since curl before 8.12 takes SHA-512-256 for SHA-256.
        ("--anyauth", "john:hello", "/strong", "Hello, john! 200 1"),
        (
            "--digest",
            "john:hello",
            "/api/v1/job/7?a=b%20c",
            "Hello, john! 200 1",
        ),
        ("--digest", "john:hello", "/legacy", "Hello, john! 200 1"),
        ("--digest", "john:bye", "/", "Unauthorized Access 401 1"),
    ];
    for (flag, user, path, expected) in cases {
        let mut arguments = flags(user).to_vec();
        arguments.extend([flag.to_owned(), url(path)]);
        let Some(answer) = curl(arguments).await else {
            eprintln!("skipped: there is no curl");
            return;
        };
        assert_eq!(answer, expected, "{flag} {path}");
    }
    // Two requests over one connection, each with a challenge of its own.
    let mut arguments = flags("john:hello").to_vec();
    arguments.extend(["--digest".to_owned(), url("/"), url("/")]);
    let answer = curl(arguments).await.unwrap();
    assert_eq!(answer, "Hello, john! 200 1Hello, john! 200 0");
}
