//! HAProxy in front of a server. It ends TLS, and speaks HTTP/2 on both sides.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::client::{command, version_of};
use crate::proxy::Proxy;

/// HAProxy on a port of its own.
pub(crate) struct Haproxy(Proxy);

impl Haproxy {
    /// Puts it before the server of this address. If there is no HAProxy, or no program to make a certificate, it says
    /// so and returns `None`.
    pub(crate) fn before(server: &str) -> Option<Self> {
        version_of("haproxy", "-v")?;
        version_of("openssl", "version")?;
        let start = |folder: &Path, address: SocketAddr| {
            certify(folder);
            let certificate = folder.join("site.pem");
            let frontend = format!("bind {address} ssl crt {} alpn h2", certificate.display());
            haproxy(folder, &frontend, &format!("{server} proto h2"))
        };
        Some(Self(Proxy::start("haproxy", start)))
    }

    /// Returns the address that it listens on.
    pub(crate) fn address(&self) -> String {
        self.0.address().to_string()
    }
}

/// Makes a certificate that nobody has signed, and its key where HAProxy looks for it.
fn certify(folder: &Path) {
    let mut openssl = command("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt"]);
    openssl.args(["ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    openssl.args(["-subj", "/CN=127.0.0.1"]);
    openssl.args(["-addext", "subjectAltName=IP:127.0.0.1"]);
    openssl.arg("-out").arg(folder.join("site.pem"));
    openssl.arg("-keyout").arg(folder.join("site.pem.key"));
    let made = openssl.stderr(Stdio::null()).status().unwrap();
    assert!(made.success(), "a certificate");
}

/// Returns the command of a HAProxy in this folder, whose one site has this frontend before this server.
pub(crate) fn haproxy(folder: &Path, frontend: &str, server: &str) -> Command {
    let text = format!(
        "\
defaults
    mode http
    timeout connect 20s
    timeout client 20s
    timeout server 20s

frontend site
    {frontend}
    default_backend app

backend app
    server app {server}
"
    );
    let file = folder.join("haproxy.cfg");
    fs::write(&file, text).unwrap();
    let mut haproxy = command("haproxy");
    // In the foreground, by one process, so that none is left behind.
    haproxy.arg("-db").arg("-f").arg(&file);
    haproxy.stdout(Stdio::null()).stderr(Stdio::null());
    haproxy
}
