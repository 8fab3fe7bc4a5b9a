//! A proxy in front of a server. It is a process with a folder and a port of its own.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs, process, thread};

/// A proxy, which ends with the test.
pub(crate) struct Proxy {
    process: Child,
    folder: PathBuf,
    address: SocketAddr,
}

impl Proxy {
    /// Starts what `command` makes of the proxy's folder and address, and waits until it listens.
    pub(crate) fn start(name: &str, command: impl Fn(&Path, SocketAddr) -> Command) -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("httpauth-{name}-{}-{number}", process::id()));
        fs::create_dir(&folder).unwrap();
        // Somebody else may take the port before the proxy does.
        let started = (0..5).find_map(|_| listening(|address| command(&folder, address)));
        let (process, address) = started.unwrap_or_else(|| panic!("{name} starts"));
        Self {
            process,
            folder,
            address,
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts the command on a free port. Returns `None` if it ends before it listens.
fn listening(command: impl Fn(SocketAddr) -> Command) -> Option<(Child, SocketAddr)> {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let mut process = command(address).spawn().unwrap();
    while process.try_wait().unwrap().is_none() {
        if TcpStream::connect(address).is_ok() {
            return Some((process, address));
        }
        thread::sleep(Duration::from_millis(10));
    }
    None
}
