//! The proxies, with the files of `proxies`.

use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::process::{Child, Command};

use super::curl::curl;
use super::*;

/// The number of proxies that were started, after which their folders are named.
static STARTED: AtomicU32 = AtomicU32::new(0);

/// A proxy, which ends when the value is dropped.
pub(super) struct Running {
    pub(super) address: SocketAddr,
    pub(super) kind: &'static Kind,
    folder: PathBuf,
    _process: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns whether a program is installed, and says so if it is not and may be missing.
pub(super) async fn is_there(program: &str) -> bool {
    let mut version = Command::new(program);
    version.arg("--version").stdin(Stdio::null());
    let is_there = version.output().await.is_ok();
    if !is_there {
        let required = std::env::var("INTEROP").is_ok_and(|asked| asked == "required");
        assert!(!required, "there is no {program}");
        // Not by `eprintln!`, whose words nobody sees when a test passes.
        let _ = writeln!(std::io::stderr(), "skipped: no {program}");
    }
    is_there
}

/// A proxy by its command, its arguments and its files.
pub(super) struct Kind {
    command: &'static str,
    /// Whether the client gets `Authentication-Info`.
    pub(super) proves: bool,
    /// Whether escapes in a path stay, or Digest fails for those that need none.
    pub(super) keeps_escapes: bool,
    /// The clients' addresses are `127.0.network.*`, since all tests share the throttle of the process.
    pub(super) network: u8,
    arguments: &'static [&'static str],
    files: &'static [(&'static str, &'static str)],
}

pub(super) const NGINX: Kind = Kind {
    command: "nginx",
    proves: true,
    keeps_escapes: true,
    network: 1,
    // One process, so that none is left behind.
    arguments: &[
        "-p",
        ".",
        "-c",
        "nginx.conf",
        "-e",
        "stderr",
        "-g",
        "master_process off;",
    ],
    files: &[("nginx.conf", include_str!("../../proxies/nginx.conf"))],
};

pub(super) const HAPROXY: Kind = Kind {
    command: "haproxy",
    proves: true,
    keeps_escapes: true,
    network: 2,
    arguments: &["-db", "-f", "haproxy.cfg"],
    files: &[
        ("haproxy.cfg", include_str!("../../proxies/haproxy.cfg")),
        (
            "forward_auth.lua",
            include_str!("../../proxies/forward_auth.lua"),
        ),
    ],
};

pub(super) const CADDY: Kind = Kind {
    command: "caddy",
    proves: true,
    keeps_escapes: true,
    network: 3,
    arguments: &["run", "--config", "Caddyfile"],
    files: &[("Caddyfile", include_str!("../../proxies/Caddyfile"))],
};

pub(super) const TRAEFIK: Kind = Kind {
    command: "traefik",
    proves: false,
    keeps_escapes: false,
    network: 4,
    arguments: &["--configFile=traefik.yml"],
    files: &[
        ("traefik.yml", include_str!("../../proxies/traefik.yml")),
        ("dynamic.yml", include_str!("../../proxies/dynamic.yml")),
    ],
};

pub(super) const ENVOY: Kind = Kind {
    command: "envoy",
    proves: true,
    keeps_escapes: true,
    network: 5,
    // Without the memory that it shares with others of its kind.
    arguments: &["--disable-hot-restart", "-c", "envoy.yaml"],
    files: &[("envoy.yaml", include_str!("../../proxies/envoy.yaml"))],
};

/// Returns the text of a file with another address in the place of the one with this port.
fn at(text: &str, port: u16, address: SocketAddr) -> String {
    let (of_envoy, port_of_envoy) = (format!("port_value: {port}"), address.port());
    text.replace(&format!("127.0.0.1:{port}"), &address.to_string())
        .replace(&of_envoy, &format!("port_value: {port_of_envoy}"))
}

impl Kind {
    /// Returns the same proxy with other files.
    pub(super) const fn with(self, files: &'static [(&'static str, &'static str)]) -> Self {
        Self { files, ..self }
    }
    /// Starts the proxy before these servers. If it is not installed, it says so and returns `None`.
    pub(super) async fn start(
        &'static self,
        guards: SocketAddr,
        application: SocketAddr,
    ) -> Option<Running> {
        if !is_there(self.command).await {
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let name = format!("httpauth-forward-auth-{}-{number}", process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).unwrap();
        for (name, text) in self.files {
            // The last first, since a port that was assigned may begin with 4000.
            let text = at(text, 4000, application);
            let text = at(&at(&text, 3000, guards), 8080, free);
            fs::write(folder.join(name), text).unwrap();
        }
        let process = self.spawn(&folder);
        // It may listen before it has read its routes.
        let url = format!("http://{free}/open");
        let is_up = until(async || curl(&[&url]).await.status == 200).await;
        assert!(is_up, "{} is up", self.command);
        Some(Running {
            address: free,
            kind: self,
            folder,
            _process: process,
        })
    }

    fn spawn(&self, folder: &Path) -> Child {
        Command::new(self.command)
            .args(self.arguments)
            .current_dir(folder)
            .env("HOME", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap()
    }
}
