//! Requests over a real socket. They show what hyper refuses, what reaches the guard, and that the answers are those of
//! the other tests. Cases 110 and 111 are here too.

use axum::http::StatusCode;
use httpauth_tests::{Answer, Seen, Server, basic};

use crate::apps::{App, BASIC, BEARER, INVALID_TOKEN, KEY};

pub(crate) async fn serve() -> (Server, Seen) {
    let App { router, seen } = App::new();
    (Server::start(router).await, seen)
}

pub(crate) fn get(path: &str, fields: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n")
}

#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, challenge: &str) {
    answer.assert_is(
        StatusCode::UNAUTHORIZED,
        &[challenge],
        "Unauthorized Access",
    );
}

#[tokio::test]
async fn the_answers_are_those_of_the_router() {
    let (server, seen) = serve().await;
    let john = basic("john", "hello");
    for (path, fields, challenge) in [
        ("/basic", String::new(), BASIC),
        ("/basic", "Authorization:\r\n".to_owned(), BASIC),
        ("/basic", "Authorization: Basic\r\n".to_owned(), BASIC),
        ("/basic", "Authorization: Basic !\r\n".to_owned(), BASIC),
        (
            "/basic",
            "Authorization: Basic\tam9objpoZWxsbw==\r\n".to_owned(),
            BASIC,
        ),
        (
            "/basic",
            format!("Authorization: {john}, {john}\r\n"),
            BASIC,
        ),
        ("/basic", format!("Proxy-Authorization: {john}\r\n"), BASIC),
        ("/bearer", "Authorization: Bearer \r\n".to_owned(), BEARER),
        (
            "/bearer",
            "Authorization: Bearer a b\r\n".to_owned(),
            INVALID_TOKEN,
        ),
        ("/key", "X-API-Key:   \r\n".to_owned(), KEY),
        (
            "/key",
            "Authorization: ApiKey tokenjohn\r\n".to_owned(),
            KEY,
        ),
    ] {
        let answer = server.send(get(path, &fields)).await;
        assert_refused(&answer, challenge);
        seen.assert(&[]);
    }
    server.stop().await;
}

/// hyper strips the spaces and tabs around a value (RFC 9110 section 5.5), and names are without case.
#[tokio::test]
async fn what_belongs_to_the_field_is_not_in_the_value() {
    let (server, seen) = serve().await;
    for fields in [
        format!("Authorization: {}\r\n", basic("john", "hello")),
        format!("AUTHORIZATION:{}\r\n", basic("john", "hello")),
        format!("authorization:  \t {} \t \r\n", basic("john", "hello")),
        format!(
            "Authorization: {}\r\n",
            basic("john", "hello").replace(' ', "    ")
        ),
    ] {
        let answer = server.send(get("/basic", &fields)).await;
        answer.assert_is(StatusCode::OK, &[], "Hello, john!");
        seen.assert(&["john:hello"]);
    }
    let answer = server
        .send(get("/key", "x-api-key: \t tokenjohn  \r\n"))
        .await;
    answer.assert_is(StatusCode::OK, &[], "Hello, john!");
    server.stop().await;
}

#[tokio::test]
async fn case_07_two_authorization_headers_are_400() {
    let (server, seen) = serve().await;
    let field = format!("Authorization: {}\r\n", basic("john", "hello"));
    let other = format!(
        "X-Between: 1\r\nauthorization: {}\r\n",
        basic("john", "bye")
    );
    for fields in [
        field.repeat(2),
        format!("{field}{other}"),
        format!("{other}{field}"),
    ] {
        let answer = server.send(get("/basic", &fields)).await;
        answer.assert_is(StatusCode::BAD_REQUEST, &[BASIC], "Bad Request");
        seen.assert(&[]);
    }
    server.stop().await;
}

/// Bytes beyond ASCII reach us, and are refused by us.
#[tokio::test]
async fn case_10_bytes_beyond_ascii() {
    let (server, seen) = serve().await;
    let request =
        [b"GET /basic HTTP/1.1\r\nHost: x\r\nAuthorization: Basic \xff\xfe\r\n\r\n".as_slice()]
            .concat();
    assert_refused(&server.send(request).await, BASIC);
    seen.assert(&[]);
    server.stop().await;
}

/// Control characters in the field itself do not reach the guard. The server closes with a 400.
#[tokio::test]
async fn case_11_hyper_refuses_control_characters() {
    let (server, seen) = serve().await;
    let john = basic("john", "hello");
    for value in [
        format!("{john}\0"),
        format!("Basic \0{john}"),
        format!("{john}\x01"),
        format!("{john}\x7f"),
        format!("{john}\r\r\n"),
        format!("{john}\r\n folded"),
        format!("Basic\r\n {}", john.replace("Basic ", "")),
        format!("Basic\r\n\t{}", john.replace("Basic ", "")),
    ] {
        let request = get("/basic", &format!("Authorization: {value}\r\n"));
        let answer = server.send(request).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{value:?}");
        assert_eq!(answer.challenges(), [""; 0]);
        seen.assert(&[]);
    }
    server.stop().await;
}

/// A space before the colon, which proxies read one way or the other.
#[tokio::test]
async fn hyper_refuses_a_space_before_the_colon() {
    let (server, seen) = serve().await;
    let request = get(
        "/basic",
        &format!("Authorization : {}\r\n", basic("john", "hello")),
    );
    assert_eq!(server.send(request).await.status, StatusCode::BAD_REQUEST);
    seen.assert(&[]);
    server.stop().await;
}

/// A head beyond hyper's limit gets a 431, and a shorter one is read.
#[tokio::test]
async fn case_12_a_huge_header() {
    let (server, seen) = serve().await;
    let huge = "x".repeat(1024 * 1024);
    let request = get("/basic", &format!("Authorization: Basic {huge}\r\n"));
    let mut connection = server.connect().await;
    connection.write(request).await;
    let answer = connection.head().await;
    assert_eq!(answer.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    drop(connection);
    let long = "x".repeat(64 * 1024);
    let request = get(
        "/basic",
        &format!("Authorization: {}\r\n", basic("john", &long)),
    );
    assert_refused(&server.send(request).await, BASIC);
    seen.assert(&[&format!("john:{long}")]);
    server.stop().await;
}

/// Each request on a connection stands for itself. A user of an earlier request is not known in the next one.
#[tokio::test]
async fn case_120_a_connection_remembers_nobody() {
    let (server, seen) = serve().await;
    let mut connection = server.connect().await;
    for _ in 0..3 {
        let right = get(
            "/basic",
            &format!("Authorization: {}\r\n", basic("john", "hello")),
        );
        let answer = connection.send(right).await;
        answer.assert_is(StatusCode::OK, &[], "Hello, john!");
        assert_refused(&connection.send(get("/basic", "")).await, BASIC);
        let answer = connection.send(get("/basic/optional", "")).await;
        answer.assert_is(StatusCode::OK, &[], "Hello, nobody!");
        let wrong = get(
            "/basic",
            &format!("Authorization: {}\r\n", basic("john", "bye")),
        );
        assert_refused(&connection.send(wrong).await, BASIC);
    }
    assert_eq!(seen.take().len(), 6);
    drop(connection);
    server.stop().await;
}

/// A refused request's body is not taken for the next request.
#[tokio::test]
async fn a_refused_body_is_not_the_next_request() {
    let (server, seen) = serve().await;
    let mut connection = server.connect().await;
    let hidden = get(
        "/basic",
        &format!("Authorization: {}\r\n", basic("john", "hello")),
    );
    let length = hidden.len();
    let request =
        format!("POST /basic HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{hidden}");
    assert_refused(&connection.send(request).await, BASIC);
    let last = "GET /bearer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert_refused(&connection.send(last).await, BEARER);
    assert_eq!(connection.rest().await, b"");
    seen.assert(&[]);
    server.stop().await;
}

#[tokio::test]
async fn case_110_head_has_no_body() {
    let (server, _) = serve().await;
    let mut connection = server.connect().await;
    connection
        .write("HEAD /basic HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await;
    let answer = connection.head().await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[BASIC], "");
    assert_eq!(connection.rest().await, b"");
    server.stop().await;
}

#[tokio::test]
async fn case_111_options_is_not_exempt() {
    let (server, seen) = serve().await;
    for target in ["/basic", "/basic/admin"] {
        let answer = server
            .send(format!("OPTIONS {target} HTTP/1.1\r\nHost: x\r\n\r\n"))
            .await;
        assert_refused(&answer, BASIC);
    }
    seen.assert(&[]);
    server.stop().await;
}
