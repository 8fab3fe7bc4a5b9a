#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use md5::{Digest, Md5};
use tower::ServiceExt;

use super::app;

/// Returns the MD5 of the parts with colons between them, in hex.
fn md5(parts: &[&str]) -> String {
    let digest = Md5::digest(parts.join(":"));
    let hex = |text: String, byte: &u8| text + &format!("{byte:02x}");
    digest.iter().fold(String::new(), hex)
}

/// Returns the body of the answer to `GET /` with this field, or its last challenge.
async fn answer(authorization: &str) -> String {
    let request = Request::get("/").header(header::AUTHORIZATION, authorization);
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    if let Some(challenge) = response
        .headers()
        .get_all(header::WWW_AUTHENTICATE)
        .iter()
        .next_back()
    {
        return challenge.to_str().unwrap().to_owned();
    }
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

/// Returns a quoted parameter of a challenge.
fn param<'c>(challenge: &'c str, name: &str) -> &'c str {
    let (_, value) = challenge.split_once(&format!("{name}=\"")).unwrap();
    value.split_once('"').unwrap().0
}

/// Returns a client's answer to the MD5 challenge (RFC 7616 section 3.4).
fn authorization(challenge: &str, username: &str, password: &str) -> String {
    let [realm, nonce, opaque] = ["realm", "nonce", "opaque"].map(|name| param(challenge, name));
    let (a1, a2) = (md5(&[username, realm, password]), md5(&["GET", "/"]));
    let response = md5(&[&a1, nonce, "00000001", "c", "auth", &a2]);
    format!(
        "Digest username=\"{username}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"/\", algorithm=MD5, qop=auth, \
         nc=00000001, cnonce=\"c\", response=\"{response}\", opaque=\"{opaque}\""
    )
}

#[tokio::test]
async fn users_are_greeted_once_for_each_count() {
    for (username, password, greeting) in [
        ("john", "hello", "Hello, john!"),
        ("susan", "bye", "Hello, susan!"),
    ] {
        let challenge = answer("").await;
        let authorization = authorization(&challenge, username, password);
        assert_eq!(answer(&authorization).await, greeting);
        assert!(answer(&authorization).await.starts_with("Digest "));
    }
}

#[tokio::test]
async fn everybody_else_is_challenged() {
    for (username, password) in [("john", "bye"), ("mary", "hello"), ("john", "")] {
        let challenge = answer("").await;
        let authorization = authorization(&challenge, username, password);
        let again = answer(&authorization).await;
        assert!(again.starts_with("Digest realm=\"Authentication Required\", "));
        assert!(!again.contains("stale"));
    }
}
