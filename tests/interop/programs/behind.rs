//! Guards around a server that knows nothing of them, which is Apache with `mod_dav`, Subversion, git and files, or Radicale.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, EXPECT, HOST};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use httpauth::{basic_auth, digest_auth, get_password, guard, token_auth, verify_token};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::apache;
use crate::brief::Brief;
use crate::client::{command, script, version_of};
use crate::proxy::Proxy;

/// The guards that a program is sent to, which are the columns of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    Basic,
    Md5,
    Sha256,
    Both,
    Md5First,
    /// The default with nonces that are soon stale.
    ThreeTimes,
    ThreeTimesMd5First,
    Bearer,
    /// A token without a scheme, as cargo sends it.
    Bare,
}

#[basic_auth(realm = "programs")]
struct Basic;

#[digest_auth(realm = "programs", algorithm = "MD5")]
struct Md5;

#[digest_auth(realm = "programs", algorithm = "SHA-256")]
struct Sha256;

#[digest_auth(realm = "programs")]
struct Both;

#[digest_auth(realm = "programs", algorithm = ["MD5", "SHA-256"])]
struct Md5First;

#[digest_auth(realm = "programs", nonces = Brief, state = Brief)]
struct ThreeTimes;

#[digest_auth(realm = "programs", algorithm = ["MD5", "SHA-256"], nonces = Brief, state = Brief)]
struct ThreeTimesMd5First;

#[token_auth(realm = "programs")]
struct Bearer;

#[token_auth(scheme = "Cargo", bare)]
struct Bare;

#[get_password(auth = [Basic, Md5, Sha256, Both, Md5First, ThreeTimes, ThreeTimesMd5First])]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "Jäsøn" => Some("pässwörd"),
        _ => None,
    }
}

#[verify_token(auth = [Bearer, Bare])]
fn verify_token(token: &str) -> Option<String> {
    (token == "hello").then(|| "john".to_owned())
}

impl Guard {
    /// Returns a router that lets users alone reach the server at this address.
    pub(crate) fn before(self, behind: SocketAddr) -> Router {
        let router = Router::new().fallback(pass_on).with_state(behind);
        match self {
            Self::Basic => router.layer(guard(Basic)),
            Self::Md5 => router.layer(guard(Md5)),
            Self::Sha256 => router.layer(guard(Sha256)),
            Self::Both => router.layer(guard(Both)),
            Self::Md5First => router.layer(guard(Md5First)),
            Self::ThreeTimes => router.layer(guard(ThreeTimes).with_state(Brief::default())),
            Self::ThreeTimesMd5First => {
                router.layer(guard(ThreeTimesMd5First).with_state(Brief::default()))
            }
            Self::Bearer => router.layer(guard(Bearer)),
            Self::Bare => router.layer(guard(Bare)),
        }
    }
}

/// Sends the request on over a connection of its own.
async fn pass_on(State(behind): State<SocketAddr>, mut request: Request) -> Response {
    let fields = request.headers_mut();
    fields.remove(AUTHORIZATION);
    // The body is asked for when it is read, which the other server does not see.
    fields.remove(EXPECT);
    fields.insert("x-remote-user", HeaderValue::from_static("john"));
    if !fields.contains_key(HOST) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let connection = TcpStream::connect(behind).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(connection))
        .await
        .unwrap();
    tokio::spawn(connection);
    match sender.send_request(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}

/// The server behind the guards.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Behind {
    Apache,
    Radicale,
}

impl Behind {
    /// Starts it. Its folder `files` is what it serves. If it is not installed it says so and returns `None`.
    pub(crate) fn start(self) -> Option<Proxy> {
        match self {
            Self::Apache => {
                version_of("apache2", "-v")?;
                Some(Proxy::start("behind", apache))
            }
            Self::Radicale => {
                let python = script("python/venv/bin/python");
                version_of(python.to_str().unwrap(), "--version")?;
                Some(Proxy::start("behind", radicale))
            }
        }
    }
}

fn radicale(folder: &Path, address: SocketAddr) -> Command {
    let _ = fs::create_dir(folder.join("files"));
    let mut radicale = command(script("python/venv/bin/python"));
    radicale
        .args(["-m", "radicale", "--config", "", "--hosts"])
        .arg(address.to_string());
    radicale.args(["--auth-type", "http_x_remote_user"]);
    radicale
        .arg("--storage-filesystem-folder")
        .arg(folder.join("files"));
    radicale.stdout(Stdio::null()).stderr(Stdio::null());
    radicale
}

fn apache(folder: &Path, address: SocketAddr) -> Command {
    for name in ["files", "files/dav", "svn", "git"] {
        let _ = fs::create_dir(folder.join(name));
    }
    let modules = [
        "alias", "cgi", "env", "dir", "mime", "dav", "dav_fs", "dav_svn",
    ];
    apache::apache(folder, address, &modules, &directives(folder))
}

fn directives(folder: &Path) -> String {
    let git = command("git").arg("--exec-path").output().unwrap().stdout;
    let git = String::from_utf8(git).unwrap();
    format!(
        r#"
DavLockDB locks
TypesConfig /dev/null
AddType text/html .html
DocumentRoot files
DirectoryIndex index.html index.json
AllowEncodedSlashes NoDecode
SetEnv GIT_PROJECT_ROOT {folder}/git
SetEnv GIT_HTTP_EXPORT_ALL 1
SetEnv REMOTE_USER john
ScriptAlias /git/ {git}/git-http-backend/
RedirectMatch 204 ^/write$
<Location /dav>
    Dav On
</Location>
<Location /svn>
    DAV svn
    SVNParentPath "{folder}/svn"
</Location>
<LocationMatch "/manifests/">
    ForceType application/vnd.docker.distribution.manifest.v2+json
</LocationMatch>
<LocationMatch "^/metrics">
    ForceType "text/plain; version=0.0.4"
</LocationMatch>
"#,
        folder = folder.display(),
        git = git.trim_end(),
    )
}
