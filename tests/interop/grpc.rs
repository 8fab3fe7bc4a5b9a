//! Clients of gRPC, whose metadata has the token. gRPC is HTTP/2, and a guard is before the handler as anywhere else.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http_body_util::{BodyExt, Full};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};

use crate::client::{Script, command, rust_program, script};
use crate::log::connections;
use crate::server::Server;
use crate::table::compare_rows;

#[token_auth]
struct Bearer;

#[basic_auth]
struct Basic;

#[multi_auth(Bearer, Basic)]
struct Either;

/// Refuses without a text.
#[token_auth]
struct Silent;

#[error_handler(auth = Silent)]
fn error_handler(_: StatusCode) {}

#[verify_token(auth = [Bearer, Silent])]
fn verify_token(token: &str) -> Option<String> {
    match token {
        "johns" => Some("john".to_owned()),
        "susans" => Some("susan".to_owned()),
        _ => None,
    }
}

#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str) -> bool {
    [("john", "hello"), ("Jäsøn", "pässwörd")].contains(&(username, password))
}

#[get_user_roles(auth = [Bearer, Silent, Basic])]
fn get_user_roles(username: &str) -> &'static str {
    if username == "susan" { "" } else { "greeted" }
}

#[login_required(auth = Either, role = "greeted")]
async fn hello(user: CurrentUser<String>) -> Response {
    greet(&user)
}

#[login_required(auth = Silent, role = "greeted")]
async fn silent(user: CurrentUser<String>) -> Response {
    greet(&user)
}

/// Answers a unary call. Its message is not one of Protocol Buffers, which no client here minds.
fn greet(user: &str) -> Response {
    let text = format!("Hello, {user}!");
    let length = u8::try_from(text.len()).unwrap();
    let message = [&[0, 0, 0, 0, length], text.as_bytes()].concat();
    let status = HeaderMap::from_iter([(
        "grpc-status".parse().unwrap(),
        HeaderValue::from_static("0"),
    )]);
    let body = Full::new(Bytes::from(message)).with_trailers(async { Some(Ok(status)) });
    ([(CONTENT_TYPE, "application/grpc")], Body::new(body)).into_response()
}

/// Lets the client call with the fields of its table's columns.
fn check(name: &str, command: &mut std::process::Command) {
    let Some(mut client) = Script::start(name, command) else {
        return;
    };
    let server = Server::start(Router::new().route("/greet.Greeter/Hello", post(hello)));
    let cells = [
        ("Bearer johns", "john", 200),
        ("Basic am9objpoZWxsbw==", "john", 200),
        ("Basic SsOkc8O4bjpww6Rzc3fDtnJk", "Jäsøn", 200),
        ("-", "", 401),
        ("Bearer wrong", "", 401),
        ("Bearer susans", "", 403),
    ]
    .map(|(field, user, status)| {
        let answer = call(&mut client, &server, field, status);
        if answer == format!("Hello, {user}!") {
            "yes".to_owned()
        } else {
            answer
        }
    });
    compare_rows("gRPC", &client, &[cells.to_vec()]);
}

/// Returns the answer to two calls over one channel, which is the same for both, and to which the server gave this status.
fn call(client: &mut Script, server: &Server, field: &str, status: u16) -> String {
    let mut answers = client.ask(&[field.to_owned(), server.address().to_string()]);
    assert_eq!(answers[0], answers[1]);
    let seen = server.seen();
    let statuses: Vec<u16> = seen.iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [status; 2]);
    assert_eq!(connections(&seen), 1);
    answers.remove(0)
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn grpcio() {
    let mut python = command(script("python/venv/bin/python"));
    check("grpcio", python.arg(script("python/grpc_client.py")));
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn grpc_js() {
    check(
        "@grpc/grpc-js",
        command("node").arg(script("node/grpc.mjs")),
    );
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn tonic() {
    check("tonic", &mut rust_program("tonic"));
}

/// tonic takes the text of a refusal for a message, and translates the status where there is no text.
#[test]
#[ignore = "for `.ci/run clients`"]
fn tonic_reads_the_status_without_a_text() {
    let Some(mut client) = Script::start("tonic", &mut rust_program("tonic")) else {
        return;
    };
    let server = Server::start(Router::new().route("/greet.Greeter/Hello", post(silent)));
    for (field, answer, status) in [
        ("Bearer johns", "Hello, john!", 200),
        ("-", "UNAUTHENTICATED", 401),
        ("Bearer wrong", "UNAUTHENTICATED", 401),
        ("Bearer susans", "PERMISSION_DENIED", 403),
    ] {
        assert_eq!(call(&mut client, &server, field, status), answer);
    }
}
