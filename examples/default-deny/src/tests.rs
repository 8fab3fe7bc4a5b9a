#![allow(clippy::unwrap_used)]

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use httpauth::registry::access_matrix;
use tower::ServiceExt;

use super::app;

const JOHN: &str = "Basic am9objpoZWxsbw==";
const SUSAN: &str = "Basic c3VzYW46Ynll";

async fn status(uri: &str, authorization: Option<&str>) -> StatusCode {
    let mut request = Request::get(uri);
    if let Some(authorization) = authorization {
        request = request.header(header::AUTHORIZATION, authorization);
    }
    let request = request.body(Body::empty()).unwrap();
    app().oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn each_way_in_is_as_open_as_it_says() {
    for (uri, nobody, john, susan) in [
        ("/health", 200, 200, 200),
        ("/metrics", 200, 200, 200),
        ("/", 401, 200, 200),
        ("/reports", 401, 403, 200),
        ("/reports/unknown", 404, 404, 404),
        ("/elsewhere", 404, 404, 404),
    ] {
        assert_eq!(status(uri, None).await, nobody, "{uri}");
        assert_eq!(status(uri, Some(JOHN)).await, john, "{uri}");
        assert_eq!(status(uri, Some(SUSAN)).await, susan, "{uri}");
    }
}

/// A snapshot of who may call what. A change of it is seen in review.
#[test]
fn the_access_matrix() {
    // `.undecided(..)` is listed once the program has passed it.
    let _ = app();
    let matrix = access_matrix().to_string();
    let without_places = matrix.lines().map(|line| match line.rsplit_once("  ") {
        Some((line, _)) => line.trim_end(),
        None => line,
    });
    let expected = [
        "handler                           auth                        role",
        "example_default_deny::AdminsOnly  example_default_deny::Auth  \"admin\"",
        "example_default_deny::index       example_default_deny::Auth  any user",
        "example_default_deny::health      public                      load balancers ask it",
        "example_default_deny::missing     public                      anyone",
        "undecided                         -                           -",
    ];
    assert_eq!(without_places.collect::<Vec<_>>(), expected);
}
