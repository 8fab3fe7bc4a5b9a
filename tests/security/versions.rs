//! Cases 121 and 125: HTTP/2, and what HTTP/1.1 upgrades to.

use axum::Router;
use axum::body::Body;
use axum::extract::WebSocketUpgrade;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::any;
use httpauth::{basic_auth, login_required, verify_password};
use httpauth_tests::{Answer, Server, basic, http2};

use crate::apps::BASIC;
use crate::socket::{assert_refused, get, serve};

#[tokio::test]
async fn case_121_http_2_answers_the_same() {
    let (server, _) = serve().await;
    let john = basic("john", "hello");
    for fields in [
        vec![],
        vec![("authorization", john.as_str())],
        vec![("authorization", "Basic !")],
        vec![
            ("authorization", john.as_str()),
            ("authorization", john.as_str()),
        ],
    ] {
        let text = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let first = server.send(get("/basic", &text.collect::<String>())).await;
        let mut request = Request::get("http://localhost/basic");
        for (name, value) in fields {
            request = request.header(name, value);
        }
        let second = http2(&server, request.body(Body::empty()).unwrap()).await;
        let ours = |answer: &Answer| {
            let challenges: Vec<String> =
                answer.challenges().into_iter().map(str::to_owned).collect();
            (answer.status, challenges, answer.body.clone())
        };
        assert_eq!(ours(&first), ours(&second));
    }
    server.stop().await;
}

#[basic_auth(realm = "Staff only")]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}

#[login_required]
async fn upgrade(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |_| ())
}

#[tokio::test]
async fn case_125_the_guard_runs_before_an_upgrade() {
    let server = Server::start(Router::new().route("/", any(upgrade))).await;
    let fields = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                  Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    assert_refused(&server.send(get("/", fields)).await, BASIC);
    let authorization = format!("{fields}Authorization: {}\r\n", basic("john", "hello"));
    let answer = server.send(get("/", &authorization)).await;
    assert_eq!(answer.status, StatusCode::SWITCHING_PROTOCOLS);
    server.stop().await;
}
