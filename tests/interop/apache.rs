//! Apache, a server whose Digest is not ours, for the client of `httpauth::testing`.

use std::fmt::Write;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::http::Method;
use httpauth::testing::{DigestClient, DigestError};
use httpauth_tests::digest::hash;
use httpauth_tests::{Answer, Connection};

use crate::client::{command, skip, version_of};
use crate::proxy::Proxy;

/// Where Debian has the modules.
const MODULES: &str = "/usr/lib/apache2/modules";

/// The modules that [`digest_users`] needs.
pub(crate) const DIGEST: [&str; 3] = ["authn_file", "authz_user", "auth_digest"];

/// Returns the command of an Apache with these modules and directives. A path in the directives is one of its folder. It
/// is one process in the foreground, so that none is left behind.
pub(crate) fn apache(folder: &Path, address: SocketAddr, modules: &[&str], more: &str) -> Command {
    let load = |name| format!("LoadModule {name}_module {MODULES}/mod_{name}.so\n");
    let modules = ["mpm_prefork", "authn_core", "authz_core"]
        .iter()
        .chain(modules);
    let configuration = format!(
        r#"{modules}
ServerRoot "{folder}"
ServerName 127.0.0.1
PidFile pid
ErrorLog error
DefaultRuntimeDir "{folder}"
Mutex file:{folder} default
Listen {address}
KeepAlive Off
{more}
"#,
        modules = modules.map(load).collect::<String>(),
        folder = folder.display(),
    );
    let file = folder.join("apache.conf");
    fs::write(&file, configuration).unwrap();
    let mut apache = command("apache2");
    apache.arg("-X").arg("-f").arg(&file);
    apache.stdout(Stdio::null()).stderr(Stdio::null());
    apache
}

/// Makes the folder `pages` with a page, and a file of users with their passwords. Returns the directives that show these
/// pages to these users.
pub(crate) fn digest_users(
    folder: &Path,
    realm: &str,
    users: &[(&str, &str)],
    (page, content): (&str, &str),
) -> String {
    let pages = folder.join("pages");
    let _ = fs::create_dir(&pages);
    fs::write(pages.join(page), content).unwrap();
    let mut file = String::new();
    for (user, password) in users {
        let ha1 = hash("MD5", &[user, realm, password].map(str::as_bytes));
        writeln!(file, "{user}:{realm}:{ha1}").unwrap();
    }
    fs::write(folder.join("users"), file).unwrap();
    format!(
        r#"
DocumentRoot pages
<Location />
    AuthType Digest
    AuthName "{realm}"
    AuthDigestProvider file
    AuthUserFile users
    Require valid-user
</Location>
"#
    )
}

/// Starts Apache, with `/` for the user `john`. If there is no Apache it says so and returns `None`.
fn start() -> Option<Proxy> {
    version_of("apache2", "-v")?;
    if !Path::new(MODULES).join("mod_auth_digest.so").exists() {
        return skip("mod_auth_digest");
    }
    Some(Proxy::start("apache", |folder, address| {
        let page = ("page", "Hello, john!");
        let users = digest_users(folder, "Staff only", &[("john", "hello")], page);
        apache(folder, address, &DIGEST, &users)
    }))
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
