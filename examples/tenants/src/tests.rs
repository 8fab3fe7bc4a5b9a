#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt;

use super::{People, app};

/// Returns the status, the challenges and the body of the answer to a `GET` with this token.
async fn answer(path: &str, token: Option<&str>) -> (u16, Vec<String>, String) {
    let mut request = Request::get(path);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    let challenges = response.headers().get_all(header::WWW_AUTHENTICATE).iter();
    let challenges = challenges.map(|value| value.to_str().unwrap().to_owned());
    let (status, challenges) = (response.status().as_u16(), challenges.collect());
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    (
        status,
        challenges,
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn each_tenant_has_a_realm_of_its_own() {
    for (path, realm) in [("/t/red", "Red Ltd"), ("/t/blue", "Blue Inc")] {
        let (status, challenges, _) = answer(path, None).await;
        assert_eq!(status, 401);
        let digest = format!("Digest realm=\"{realm}\", nonce=");
        assert!(challenges[1].starts_with(&digest), "{challenges:?}");
        assert_eq!(challenges[0], format!("Bearer realm=\"{realm}\""));
    }
    assert_ne!(
        People::ha1_in("Red Ltd", "john", "hello"),
        People::ha1_in("Blue Inc", "john", "hello")
    );
}

#[tokio::test]
async fn a_token_is_good_for_its_tenant_alone() {
    let (status, _, body) = answer("/t/red", Some("red-1")).await;
    assert_eq!(
        (status, body.as_str()),
        (200, "Hello, a program of Red Ltd!")
    );
    let (status, challenges, _) = answer("/t/blue", Some("red-1")).await;
    let invalid = "Bearer realm=\"Blue Inc\", error=\"invalid_token\"";
    assert_eq!((status, challenges), (401, vec![invalid.to_owned()]));
}

#[tokio::test]
async fn an_unknown_tenant_is_not_found() {
    for token in [None, Some("red-1")] {
        let (status, challenges, _) = answer("/t/green", token).await;
        assert_eq!((status, challenges), (404, vec![]));
    }
}
