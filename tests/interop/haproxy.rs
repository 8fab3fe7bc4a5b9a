//! HAProxy in front of a server: it ends TLS, and speaks HTTP/2 on both sides.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs, process, thread};

use crate::client::{command, version_of};

/// A proxy on a port of its own, which ends with the test.
pub(crate) struct Haproxy {
    process: Child,
    folder: PathBuf,
    address: String,
}

impl Haproxy {
    /// Puts it before the server of this address; `None`, and a word about it, if there is no HAProxy, or nothing to make
    /// a certificate by.
    pub(crate) fn before(server: &str) -> Option<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        version_of("haproxy", "-v")?;
        version_of("openssl", "version")?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("httpauth-haproxy-{}-{number}", process::id()));
        fs::create_dir(&folder).unwrap();
        certify(&folder);
        // Somebody else may take the port before HAProxy does.
        let started = (0..5).find_map(|_| start(&folder, server));
        let (process, address) = started.expect("HAProxy starts");
        Some(Self {
            process,
            folder,
            address,
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Haproxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
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

/// Starts it on a free port, and waits until it listens.
fn start(folder: &Path, server: &str) -> Option<(Child, String)> {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let file = folder.join("haproxy.cfg");
    fs::write(&file, configuration(folder, &address, server)).unwrap();
    let mut haproxy = command("haproxy");
    // In the foreground, by one process, so that none is left behind.
    haproxy.arg("-db").arg("-f").arg(&file);
    let quiet = haproxy.stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = quiet.spawn().unwrap();
    while process.try_wait().unwrap().is_none() {
        if TcpStream::connect(&address).is_ok() {
            return Some((process, address));
        }
        thread::sleep(Duration::from_millis(10));
    }
    None
}

fn configuration(folder: &Path, address: &str, server: &str) -> String {
    format!(
        "\
defaults
    mode http
    timeout connect 20s
    timeout client 20s
    timeout server 20s

frontend site
    bind {address} ssl crt {certificate} alpn h2
    default_backend app

backend app
    server app {server} proto h2
",
        certificate = folder.join("site.pem").display(),
    )
}
