//! nginx in front of a server, as many deployments have it.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::client::version_of;
use crate::proxy::Proxy;

/// nginx on a port of its own.
pub(crate) struct Nginx(Proxy);

impl Nginx {
    /// Puts it before a server, with these directives for all that it passes on, which may use the cache `pages`. If
    /// there is no nginx it says so and returns `None`.
    pub(crate) fn before(server: SocketAddr, directives: &str) -> Option<Self> {
        version_of("nginx", "-v")?;
        let nginx = |folder: &Path, address| nginx(folder, address, server, directives);
        Some(Self(Proxy::start("nginx", nginx)))
    }

    pub(crate) fn url(&self, path: &str) -> String {
        self.0.url(path)
    }

    /// Returns the statuses of its answers, in order.
    pub(crate) fn statuses(&self) -> Vec<String> {
        let log = fs::read_to_string(self.0.folder().join("access")).unwrap();
        log.lines().map(str::to_owned).collect()
    }
}

impl From<Nginx> for Proxy {
    fn from(nginx: Nginx) -> Self {
        nginx.0
    }
}

fn nginx(folder: &Path, address: SocketAddr, server: SocketAddr, directives: &str) -> Command {
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration(address, server, directives)).unwrap();
    let mut nginx = Command::new("nginx");
    nginx.arg("-p").arg(folder).arg("-c").arg(&file);
    // These are the messages before it has read where its log is.
    nginx.args(["-e", "error"]).stderr(Stdio::null());
    nginx
}

/// Returns a configuration with one process, so that none is left behind, and with all files in its folder. Two prefixes are
/// stripped, of which one is told.
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
        location /stripped/ {{
            proxy_pass http://app/;
            proxy_set_header Host $http_host;
        }}
        location /told/ {{
            proxy_pass http://app/;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Method $request_method;
            proxy_set_header X-Forwarded-Uri $request_uri;
        }}
    }}
}}
"#,
        folders = folders.join("\n    "),
    )
}
