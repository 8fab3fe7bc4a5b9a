#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::*;

const SECRET: &[u8] = b"a secret of the tests, 32 bytes.";
const DISTANT: u64 = 1 << 40;

/// An answer over a socket, as status, head and body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Serves `app` on a port of its own.
async fn serve(app: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    address
}

/// Sends a request with these fields, each with its line's end, over a connection of its own.
async fn send(address: SocketAddr, request: &str, fields: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{request} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{fields}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

fn basic(credentials: &str) -> String {
    format!(
        "Authorization: Basic {}\r\n",
        BASE64_STANDARD.encode(credentials)
    )
}

async fn get(server: SocketAddr, target: &str, token: &str) -> (u16, String) {
    let field = format!("Authorization: Bearer {token}\r\n");
    let answer = send(server, &format!("GET {target}"), &field).await;
    (answer.status, answer.body)
}

async fn start() -> SocketAddr {
    serve(app(Tokens::new(SECRET))).await
}

#[tokio::test]
async fn a_password_gets_a_token_and_the_token_gets_in() {
    let server = start().await;
    for (credentials, admin) in [("john:hello", 403), ("susan:bye", 200)] {
        let given = send(server, "GET /token", &basic(credentials)).await;
        assert_eq!(given.status, 200);
        assert!(
            given.head.contains("\r\ncache-control: no-store"),
            "{}",
            given.head
        );
        let name = credentials.split(':').next().unwrap();
        let greeting = (200, format!("Hello, {name}!"));
        assert_eq!(get(server, "/", &given.body).await, greeting);
        assert_eq!(get(server, "/admin", &given.body).await.0, admin);
    }
}

#[tokio::test]
async fn no_token_for_a_wrong_password_nor_for_a_token() {
    let server = start().await;
    for wrong in ["john:hullo", "nobody:hello"] {
        assert_eq!(send(server, "GET /token", &basic(wrong)).await.status, 401);
    }
    let token = Tokens::new(SECRET)
        .issue(&Claims::new("john", &[], DISTANT))
        .unwrap();
    assert_eq!(get(server, "/token", &token).await.0, 401);
}

#[tokio::test]
async fn an_expired_token_is_told_so_in_the_words_of_the_rfc() {
    let server = start().await;
    let token = Tokens::new(SECRET)
        .issue(&Claims::new("john", &[Role::User], 1))
        .unwrap();
    let answer = send(
        server,
        "GET /",
        &format!("Authorization: Bearer {token}\r\n"),
    )
    .await;
    assert_eq!(answer.status, 401);
    assert!(
        answer.head.contains("error=\"invalid_token\""),
        "{}",
        answer.head
    );
}

#[tokio::test]
async fn only_what_we_signed_is_believed() {
    let server = start().await;
    let tokens = Tokens::new(SECRET);
    let ours = tokens
        .issue(&Claims::new("john", &[Role::User], DISTANT))
        .unwrap();
    assert_eq!(get(server, "/", &ours).await.0, 200);
    let strangers = Tokens::random().unwrap();
    let foreign = strangers
        .issue(&Claims::new("john", &[Role::Admin], DISTANT))
        .unwrap();
    let parts: Vec<&str> = ours.split('.').collect();
    let [header, claims, signature] = parts.as_slice() else {
        unreachable!("a token has three parts")
    };
    let b64 = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let admin =
        b64(r#"{"iss":"example-jwt-tokens","sub":"john","roles":["admin"],"exp":1099511627776}"#);
    let none = b64(r#"{"typ":"JWT","alg":"none"}"#);
    for forged in [
        foreign,
        format!("{header}.{admin}.{signature}"),
        format!("{none}.{admin}."),
        format!("{none}.{claims}.{signature}"),
        format!("{header}.{claims}."),
    ] {
        assert_eq!(get(server, "/", &forged).await.0, 401, "{forged}");
    }
}

#[tokio::test]
async fn a_token_without_expiry_or_with_an_unknown_role_is_refused() {
    let server = start().await;
    let key = jsonwebtoken::EncodingKey::from_secret(SECRET);
    let sign =
        |claims| jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap();
    let claims = |more: &[(&'static str, &'static str)]| {
        let iss = [("iss", "example-jwt-tokens"), ("sub", "john")];
        iss.into_iter()
            .chain(more.iter().copied())
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    for token in [sign(claims(&[])), sign(claims(&[("roles", "root")]))] {
        assert_eq!(get(server, "/", &token).await.0, 401);
    }
}
