//! nginx in front of a server, as many deployments have it.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs, process, thread};

use crate::client::version_of;

/// A proxy on a port of its own, which ends with the test.
pub(crate) struct Nginx {
    process: Child,
    folder: PathBuf,
    address: SocketAddr,
}

impl Nginx {
    /// Puts it before a server, with these directives for all that it passes on, which may use the cache `pages`; `None`,
    /// and a word about it, if there is no nginx.
    pub(crate) fn before(server: SocketAddr, directives: &str) -> Option<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        version_of("nginx", "-v")?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("httpauth-nginx-{}-{number}", process::id()));
        fs::create_dir(&folder).unwrap();
        // Somebody else may take the port before nginx does.
        let started = (0..5).find_map(|_| start(&folder, server, directives));
        let (process, address) = started.expect("nginx starts");
        Some(Self {
            process,
            folder,
            address,
        })
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The statuses of its answers, in order.
    pub(crate) fn statuses(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.join("access")).unwrap();
        log.lines().map(str::to_owned).collect()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts it on a free port, and waits until it listens.
fn start(folder: &PathBuf, server: SocketAddr, directives: &str) -> Option<(Child, SocketAddr)> {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration(address, server, directives)).unwrap();
    let mut nginx = Command::new("nginx");
    nginx.arg("-p").arg(folder).arg("-c").arg(&file);
    // What it says before it has read where its log is.
    nginx.args(["-e", "error"]).stderr(Stdio::null());
    let mut process = nginx.spawn().unwrap();
    while process.try_wait().unwrap().is_none() {
        if TcpStream::connect(address).is_ok() {
            return Some((process, address));
        }
        thread::sleep(Duration::from_millis(10));
    }
    None
}

/// One process, so that none is left behind, whose files are all in its folder.
fn configuration(address: SocketAddr, server: SocketAddr, directives: &str) -> String {
    let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let folders = folders.map(|name| format!("{name}_temp_path {name};"));
    format!(
        r#"daemon off;
master_process off;
pid pid;
error_log error;
events {{}}
http {{
    {folders}
    log_format status "$status";
    access_log access status;
    proxy_cache_path cache keys_zone=pages:1m;
    upstream app {{
        server {server};
        keepalive 8;
    }}
    server {{
        listen {address};
        location / {{
            proxy_pass http://app;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            client_max_body_size 4m;
            {directives}
        }}
    }}
}}
"#,
        folders = folders.join("\n    "),
    )
}
