//! nginx, HAProxy and Caddy that strip a prefix from the path, so that the server gets another target than the one that the
//! client signed.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::routing::any;
use httpauth::{
    CurrentUser, ForwardedTarget, ForwardedTargetError, digest_auth, forwarded_target,
    get_password, login_required,
};

use crate::client::{command, version_of};
use crate::haproxy::haproxy;
use crate::nginx::Nginx;
use crate::proxy::Proxy;
use crate::server::Server;

#[digest_auth(algorithm = "SHA-256", target = forwarded)]
struct Forwarded;

/// Believes the proxy, which connects from this address. The strangers of the tests connect from another one.
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
        .route("/plain/{*rest}", any(plain))
        .fallback(forwarded);
    Server::start(routes)
}

/// Starts the proxies that are installed. They strip two prefixes, of which they tell `/told`.
fn proxies(server: SocketAddr) -> Vec<(&'static str, Proxy)> {
    let nginx = Nginx::before(server, "").map(|nginx| ("nginx", nginx.into()));
    let haproxy = version_of("haproxy", "-v").map(|_| {
        let start =
            |folder: &Path, address| haproxy(folder, &frontend(address), &server.to_string());
        ("haproxy", Proxy::start("haproxy", start))
    });
    let caddy = version_of("caddy", "version").map(|_| {
        let start = |folder: &Path, address| caddy(folder, address, server);
        ("caddy", Proxy::start("caddy", start))
    });
    [nginx, haproxy, caddy].into_iter().flatten().collect()
}

/// Returns the frontend of HAProxy, which does as the page `proxies` says.
fn frontend(address: SocketAddr) -> String {
    format!(
        "\
bind {address}
    http-request set-header X-Forwarded-Method %[method] if {{ path_beg /told/ }}
    http-request set-header X-Forwarded-Uri %[pathq] if {{ path_beg /told/ }}
    http-request replace-path ^/(?:told|stripped)(/.*) \\1"
    )
}

fn caddy(folder: &Path, address: SocketAddr, server: SocketAddr) -> Command {
    let (ip, port) = (address.ip(), address.port());
    let text = format!(
        "\
{{
    admin off
    auto_https off
}}

http://:{port} {{
    bind {ip}
    handle_path /told/* {{
        reverse_proxy {server} {{
            header_up X-Forwarded-Method {{http.request.orig_method}}
            header_up X-Forwarded-Uri {{http.request.orig_uri}}
        }}
    }}
    handle_path /stripped/* {{
        reverse_proxy {server}
    }}
    handle {{
        reverse_proxy {server}
    }}
}}
"
    );
    let file = folder.join("Caddyfile");
    fs::write(&file, text).unwrap();
    let mut caddy = command("caddy");
    caddy.args(["run", "--config"]).arg(&file);
    caddy
        .env("HOME", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    caddy
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

/// A target that nginx and Caddy do not leave as it is.
const PAGE: &str = "/told//x/../pages/%61%20b?q=%7e";

/// Returns what is left of it for the server.
fn left(proxy: &str) -> &'static str {
    match proxy {
        "nginx" => "/pages/a%20b?q=%7e",
        "caddy" => "/pages/%61%20b?q=%7e",
        _ => "//x/../pages/%61%20b?q=%7e",
    }
}

#[test]
fn what_a_proxy_tells_is_what_was_signed() {
    let server = server();
    if version_of("curl", "--version").is_none() {
        return;
    }
    for (name, proxy) in proxies(server.address()) {
        // Behind a prefix that is stripped without a word, right credentials are for another target.
        let answer = curl("hello", &[&proxy.url("/stripped/plain")]);
        assert_eq!(answer, "Bad Request 400", "{name}");
        let answer = curl("hello", &[&proxy.url("/plain")]);
        assert_eq!(answer, "john: GET /plain 200", "{name}");

        let (url, left) = (proxy.url(PAGE), left(name));
        for (method, host) in [("GET", "Host: example.org"), ("PUT", "Host: 127.0.0.1:80")] {
            let answer = curl("hello", &["--request", method, "--header", host, &url]);
            assert_eq!(answer, format!("john: {method} {left} 200"), "{name}");
            let answer = curl("hullo", &["--request", method, &url]);
            assert_eq!(answer, "Unauthorized Access 401", "{name}");
        }
        // It is a prefix, and nothing is stripped in the midst of a path.
        let answer = curl("hello", &[&proxy.url("/plain/told/1")]);
        assert_eq!(answer, "john: GET /plain/told/1 200", "{name}");
    }
}

/// A proxy puts its own fields in the place of the client's. Straight at the server they are a stranger's.
#[test]
fn forged_fields_are_of_no_use() {
    let server = server();
    if version_of("curl", "--version").is_none() {
        return;
    }
    let forged = [
        "--header",
        "X-Forwarded-Method: DELETE",
        "--header",
        "X-Forwarded-Uri: /elsewhere",
    ];
    for (name, proxy) in proxies(server.address()) {
        let url = proxy.url("/told/pages/1");
        let answer = curl("hello", &[&forged[..], &[&url]].concat());
        assert_eq!(answer, "john: GET /pages/1 200", "{name}");
    }

    // He has signed what he sends, and nothing else is compared.
    let url = server.url("/pages/1");
    let stranger = ["--interface", "127.0.0.2", &url];
    let answer = curl("hello", &[&forged[..], &stranger].concat());
    assert_eq!(answer, "john: GET /pages/1 200");
}

/// The client's fields are believed where a rule of the proxy leaves them as they are. So each has to overwrite them.
#[test]
fn a_rule_that_tells_nothing_lets_the_client_tell() {
    let server = server();
    if version_of("curl", "--version").is_none() {
        return;
    }
    let told = [
        "--header",
        "X-Forwarded-Method: GET",
        "--header",
        "X-Forwarded-Uri: /stripped/pages/1",
    ];
    for (name, proxy) in proxies(server.address()) {
        let url = proxy.url("/stripped/pages/1");
        let answer = curl("hello", &[&url]);
        assert_eq!(answer, "Internal Server Error 500", "{name}");
        let answer = curl("hello", &[&told[..], &[&url]].concat());
        assert_eq!(answer, "john: GET /pages/1 200", "{name}");
    }
}
