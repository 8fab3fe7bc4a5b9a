//! Apache, a server whose Digest is not ours, for the client of `httpauth::testing`.

use std::fmt::Write;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use axum::http::Method;
use httpauth::testing::{DigestClient, DigestError};
use httpauth_tests::digest::hash;
use httpauth_tests::{Answer, Connection};

use crate::client::{command, skip, version_of};
use crate::proxy::Proxy;

/// Where Debian has the modules.
const MODULES: &str = "/usr/lib/apache2/modules";

const REALM: &str = "Staff only";

/// Starts Apache, with `/` for the user `john`. If there is no Apache it says so and returns `None`.
fn start() -> Option<Proxy> {
    version_of("apache2", "-v")?;
    if !PathBuf::from(MODULES).join("mod_auth_digest.so").exists() {
        return skip("mod_auth_digest");
    }
    Some(Proxy::start("apache", apache))
}

fn apache(folder: &Path, address: SocketAddr) -> Command {
    let pages = folder.join("pages");
    let _ = fs::create_dir(&pages);
    fs::write(pages.join("page"), "Hello, john!").unwrap();
    let password = |user: &str, password: &str| {
        let ha1 = hash(
            "MD5",
            &[user.as_bytes(), REALM.as_bytes(), password.as_bytes()],
        );
        format!("{user}:{REALM}:{ha1}\n")
    };
    fs::write(folder.join("users"), password("john", "hello")).unwrap();
    let file = folder.join("apache.conf");
    fs::write(&file, configuration(folder, address)).unwrap();
    let mut apache = command("apache2");
    // In the foreground, by one process, so that none is left behind.
    apache.arg("-X").arg("-f").arg(&file);
    apache.stdout(Stdio::null()).stderr(Stdio::null());
    apache
}

fn configuration(folder: &Path, address: SocketAddr) -> String {
    let mut modules = String::new();
    for name in [
        "mpm_prefork",
        "authn_core",
        "authn_file",
        "authz_core",
        "authz_user",
        "auth_digest",
    ] {
        writeln!(modules, "LoadModule {name}_module {MODULES}/mod_{name}.so").unwrap();
    }
    format!(
        r#"{modules}
ServerRoot "{folder}"
ServerName 127.0.0.1
PidFile "{folder}/pid"
ErrorLog "{folder}/error"
DefaultRuntimeDir "{folder}"
Mutex file:{folder} default
Listen {address}
KeepAlive Off
DocumentRoot "{folder}/pages"
<Location />
    AuthType Digest
    AuthName "{REALM}"
    AuthDigestProvider file
    AuthUserFile "{folder}/users"
    AuthDigestNonceLifetime 300
    Require valid-user
</Location>
"#,
        folder = folder.display(),
    )
}

/// Sends requests until the client has what it wants. Returns the answers.
async fn get(
    client: &mut DigestClient,
    server: &Proxy,
    target: &str,
) -> Result<Vec<Answer>, DigestError> {
    let mut answers = Vec::new();
    loop {
        let mut request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n", server.address());
        if let Some(credentials) = client.credentials(&Method::GET, target) {
            write!(
                request,
                "Authorization: {}\r\n",
                credentials.to_str().unwrap()
            )
            .unwrap();
        }
        let mut connection = Connection::to(server.address()).await;
        answers.push(connection.send(request + "\r\n").await);
        if !client.read(&answers[answers.len() - 1].headers)? {
            return Ok(answers);
        }
    }
}

/// The client proves the password to Apache, which proves that it knows it too.
#[tokio::test]
async fn the_client_of_testing_logs_in_at_apache() {
    let Some(server) = start() else {
        return;
    };
    let mut john = DigestClient::new("john", "hello");
    for requests in [2, 1, 1] {
        let answers = get(&mut john, &server, "/page?a=b").await.unwrap();
        assert_eq!(answers.len(), requests);
        let answer = &answers[requests - 1];
        answer.assert_ok("Hello, john!");
        assert!(
            answer.values("authentication-info")[0].contains("rspauth="),
            "{answer:?}"
        );
    }
    for (user, password) in [("john", "wrong"), ("susan", "hello")] {
        let mut other = DigestClient::new(user, password);
        let got = get(&mut other, &server, "/page").await;
        assert_eq!(got.map(drop), Err(DigestError::Refused));
    }
}
