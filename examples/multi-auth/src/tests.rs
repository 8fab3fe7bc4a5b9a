#![allow(clippy::unwrap_used)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use base64::{Engine, prelude::BASE64_STANDARD};
use jsonwebtoken::{Algorithm, Header, encode};
use tower::ServiceExt;

use super::{Claims, Keys, app};

/// Returns the body of the answer to `GET uri` with this field, or the challenges.
async fn answer(app: &Router, uri: &str, authorization: &str) -> String {
    let request = Request::get(uri).header(header::AUTHORIZATION, authorization);
    let request = request.body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let challenges = response.headers().get_all(header::WWW_AUTHENTICATE).iter();
    let challenges: Vec<_> = challenges.map(|value| value.to_str().unwrap()).collect();
    if !challenges.is_empty() {
        return challenges.join("; ");
    }
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

fn basic(user_pass: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(user_pass))
}

const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;
const BEARER: &str = r#"Bearer realm="Authentication Required""#;

#[tokio::test]
async fn a_password_or_a_token_is_greeted() {
    let app = app(Keys::random().unwrap());
    for (user_pass, greeting) in [
        ("john:hello", "Hello, john!"),
        ("susan:bye", "Hello, susan!"),
    ] {
        assert_eq!(answer(&app, "/", &basic(user_pass)).await, greeting);
        let token = answer(&app, "/token", &basic(user_pass)).await;
        assert_eq!(
            answer(&app, "/", &format!("Bearer {token}")).await,
            greeting
        );
    }
}

#[tokio::test]
async fn everybody_else_is_challenged_by_the_scheme_or_by_all() {
    let app = app(Keys::random().unwrap());
    assert_eq!(answer(&app, "/", "").await, format!("{BEARER}; {BASIC}"));
    assert_eq!(answer(&app, "/", &basic("john:bye")).await, BASIC);
    let invalid = format!("{BEARER}, error=\"invalid_token\"");
    assert_eq!(answer(&app, "/", "Bearer x").await, invalid);
    assert_eq!(answer(&app, "/token", "Bearer x").await, BASIC);
}

/// A token of another key, of another time or of another algorithm.
#[tokio::test]
async fn not_every_token_will_do() {
    let keys = Keys::random().unwrap();
    let app = app(keys.clone());
    let token = |keys: &Keys, algorithm, exp| {
        let claims = Claims {
            sub: "john".to_owned(),
            exp,
        };
        format!(
            "Bearer {}",
            encode(&Header::new(algorithm), &claims, &keys.encoding).unwrap()
        )
    };
    let later = 32_503_680_000;
    assert_eq!(
        answer(&app, "/", &token(&keys, Algorithm::HS256, later)).await,
        "Hello, john!"
    );
    for wrong in [
        token(&Keys::random().unwrap(), Algorithm::HS256, later),
        token(&keys, Algorithm::HS256, 1_000_000_000),
        token(&keys, Algorithm::HS512, later),
    ] {
        assert!(answer(&app, "/", &wrong).await.starts_with(BEARER));
    }
}
