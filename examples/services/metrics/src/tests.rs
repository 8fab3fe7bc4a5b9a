#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::*;

/// Sends a `GET` with this field over a connection of its own, and returns the whole answer.
async fn get(server: SocketAddr, path: &str, authorization: &str) -> String {
    let mut stream = TcpStream::connect(server).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: {authorization}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// One test, since the recorder belongs to the whole process.
#[tokio::test]
async fn decisions_are_counted_by_object_and_reason() {
    let handle = PrometheusBuilder::new().install_recorder().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app(handle)).into_future());

    let basic = |pair| format!("Basic {}", BASE64_STANDARD.encode(pair));
    get(server, "/", &basic("john:hello")).await;
    for wrong in ["john:hullo", "susan:hello"] {
        get(server, "/", &basic(wrong)).await;
    }
    get(server, "/", "Bearer scrape").await;
    let refused = get(server, "/metrics", "Bearer guessed").await;
    assert!(refused.starts_with("HTTP/1.1 401 "), "{refused}");

    let page = get(server, "/metrics", "Bearer scrape").await;
    let mut series: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("httpauth_decisions_total{object=\"example_metrics::"))
        .collect();
    series.sort_unstable();
    let expected = [
        r#"People",outcome="accepted",reason=""} 1"#,
        r#"People",outcome="refused",reason="invalid"} 2"#,
        r#"People",outcome="refused",reason="other_scheme"} 1"#,
        r#"Prometheus",outcome="accepted",reason=""} 1"#,
        r#"Prometheus",outcome="refused",reason="invalid"} 1"#,
    ];
    assert_eq!(series, expected);
}
