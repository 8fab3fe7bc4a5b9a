//! nginx that strips a prefix from the path, so that the server gets another target than the one that the client signed.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::routing::any;
use httpauth::{
    CurrentUser, ForwardedTarget, ForwardedTargetError, digest_auth, forwarded_target,
    get_password, login_required,
};

use crate::client::{command, version_of};
use crate::nginx::Nginx;
use crate::server::Server;

#[digest_auth(algorithm = "SHA-256", target = forwarded)]
struct Forwarded;

/// Believes nginx, which connects from this address. The strangers of the tests connect from another one.
#[forwarded_target(auth = Forwarded)]
fn target(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    fields: HeaderMap,
) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    if peer.ip() != IpAddr::V4(Ipv4Addr::LOCALHOST) {
        return Ok(None);
    }
    ForwardedTarget::from_fields(&fields, "x-forwarded-method", "x-forwarded-uri").map(Some)
}

#[digest_auth(algorithm = "SHA-256")]
struct Plain;

#[get_password(auth = [Forwarded, Plain])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = Forwarded)]
async fn forwarded(user: CurrentUser<String>, request: Request) -> String {
    format!("{user}: {} {}", request.method(), request.uri())
}

#[login_required(auth = Plain)]
async fn plain(user: CurrentUser<String>, request: Request) -> String {
    format!("{user}: {} {}", request.method(), request.uri())
}

fn server() -> Server {
    let routes = Router::new()
        .route("/plain", any(plain))
        .route("/pages/{page}", any(forwarded));
    Server::start(routes)
}

/// Returns the status and the body of what curl gets by Digest.
fn curl(password: &str, arguments: &[&str]) -> String {
    let mut curl = command("curl");
    curl.args(["--silent", "--max-time", "20", "--path-as-is", "--digest"]);
    curl.args(["--write-out", " %{http_code}", "--user"]);
    let output = curl
        .arg(format!("john:{password}"))
        .args(arguments)
        .output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

/// A target that nginx does not leave as it is.
const PAGE: &str = "/told//x/../pages/%61%20b?q=%7e";

#[test]
fn what_nginx_tells_is_what_was_signed() {
    let server = server();
    let Some(nginx) = Nginx::before(server.address(), "") else {
        return;
    };
    if version_of("curl", "--version").is_none() {
        return;
    }
    // Behind a prefix that nginx strips without a word, right credentials are for another target.
    let answer = curl("hello", &[&nginx.url("/stripped/plain")]);
    assert_eq!(answer, "Bad Request 400");
    let answer = curl("hello", &[&nginx.url("/plain")]);
    assert_eq!(answer, "john: GET /plain 200");

    for (method, host) in [("GET", "Host: example.org"), ("PUT", "Host: 127.0.0.1:80")] {
        let url = nginx.url(PAGE);
        let answer = curl("hello", &["--request", method, "--header", host, &url]);
        assert_eq!(answer, format!("john: {method} /pages/a%20b?q=%7e 200"));
        let answer = curl("hullo", &["--request", method, &url]);
        assert_eq!(answer, "Unauthorized Access 401");
    }
}

/// nginx puts its own fields in the place of the client's. Straight at the server they are a stranger's.
#[test]
fn forged_fields_are_of_no_use() {
    let server = server();
    let Some(nginx) = Nginx::before(server.address(), "") else {
        return;
    };
    if version_of("curl", "--version").is_none() {
        return;
    }
    let forged = [
        "--header",
        "X-Forwarded-Method: DELETE",
        "--header",
        "X-Forwarded-Uri: /elsewhere",
    ];
    let url = nginx.url("/told/pages/1");
    let answer = curl("hello", &[&forged[..], &[&url]].concat());
    assert_eq!(answer, "john: GET /pages/1 200");

    // He has signed what he sends, and nothing else is compared.
    let url = server.url("/pages/1");
    let stranger = ["--interface", "127.0.0.2", &url];
    let answer = curl("hello", &[&forged[..], &stranger].concat());
    assert_eq!(answer, "john: GET /pages/1 200");
}

/// The client's fields are believed where a location of nginx leaves them as they are. So each has to overwrite them.
#[test]
fn a_location_that_tells_nothing_lets_the_client_tell() {
    let server = server();
    let Some(nginx) = Nginx::before(server.address(), "") else {
        return;
    };
    if version_of("curl", "--version").is_none() {
        return;
    }
    let url = nginx.url("/stripped/pages/1");
    let answer = curl("hello", &[&url]);
    assert_eq!(answer, "Internal Server Error 500");
    let told = [
        "--header",
        "X-Forwarded-Method: GET",
        "--header",
        "X-Forwarded-Uri: /stripped/pages/1",
    ];
    let answer = curl("hello", &[&told[..], &[&url]].concat());
    assert_eq!(answer, "john: GET /pages/1 200");
}
