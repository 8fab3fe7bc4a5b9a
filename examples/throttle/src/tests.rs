#![allow(clippy::unwrap_used)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use axum_client_ip::ClientIpSource;
use tower::ServiceExt;

use super::app;

const SUSAN: &str = "Basic c3VzYW46Ynll";
const SUSAN_GUESSED: &str = "Basic c3VzYW46Z3Vlc3M=";

/// Returns the status of the answer to a request that a proxy forwards, and whether it says when to come again.
async fn send(app: &Router, forwarded_for: &str, credentials: &str) -> (u16, bool) {
    let request = Request::get("/")
        .header("x-forwarded-for", forwarded_for)
        .header(header::AUTHORIZATION, credentials);
    let request = request.body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let says_when = response.headers().contains_key(header::RETRY_AFTER);
    (response.status().as_u16(), says_when)
}

/// The proxy adds the address on the right. What stands on the left is the client's own word, and changes nothing.
#[tokio::test]
async fn forged_addresses_are_one_client() {
    let app = app(ClientIpSource::RightmostXForwardedFor);
    for guess in 0..10 {
        let forged = format!("198.51.100.{guess}, 192.0.2.1");
        assert_eq!(send(&app, &forged, SUSAN_GUESSED).await, (401, false));
    }
    assert_eq!(send(&app, "192.0.2.1", SUSAN).await, (429, true));
    assert_eq!(send(&app, "192.0.2.2", SUSAN).await, (200, false));
}

/// A request that came around the proxy has no address, and is not let in.
#[tokio::test]
async fn a_request_without_an_address_is_an_error() {
    let app = app(ClientIpSource::XRealIp);
    assert_eq!(send(&app, "192.0.2.1", SUSAN).await, (500, false));
}
