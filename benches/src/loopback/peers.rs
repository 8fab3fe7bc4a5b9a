//! The servers of other languages and frameworks, whose files are in `peers/`. They are installed here if they are not yet.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::cores::Cores;
use super::server::listens;
use crate::Outcome;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");
/// Debian's folder of Apache's modules.
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";
/// Debian's folder of Go's packages.
const GO_PATH: &str = "/usr/share/gocode";

/// A server that is about to start.
struct Start<'a> {
    cores: &'a Cores,
    /// The guard, `bare` for none.
    mode: &'a str,
    address: SocketAddr,
    /// The folder for its files.
    scratch: PathBuf,
}

/// Starts a server by its name, which is `program:mode`, unless it is not one of these.
pub(super) fn start(name: &str, cores: &Cores) -> Outcome<Option<(Child, SocketAddr)>> {
    let Some((program, mode)) = name.split_once(':') else {
        return Ok(None);
    };
    let command = match program {
        "nginx" => Start::nginx,
        "apache" => Start::apache,
        "caddy" => Start::caddy,
        "go" => Start::go,
        "express" => Start::express,
        "fastapi" => Start::fastapi,
        "flask" => Start::flask,
        _ => return Ok(None),
    };
    // Nobody has this port, and nobody will ask for one in the moment until the server does.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let scratch = scratch()?.join(format!("{program}-{mode}"));
    fs::create_dir_all(&scratch)?;
    fs::write(scratch.join("answer.txt"), "Hello, 1!")?;
    let start = Start {
        cores,
        mode,
        address,
        scratch,
    };
    let process = command(&start)?.stdout(Stdio::null()).spawn();
    let process = process.map_err(|error| format!("{name}: {error}"))?;
    if !listens(address) {
        return Err(format!("{name} did not start").into());
    }
    Ok(Some((process, address)))
}

/// Returns the versions of all of them.
pub(super) fn versions() -> Outcome<String> {
    let mut versions = Vec::new();
    for (program, argument) in [
        ("nginx", "-v"),
        ("apache2", "-v"),
        ("caddy", "version"),
        ("go", "version"),
        ("node", "--version"),
    ] {
        let output = Command::new(program).arg(argument).output()?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        let mut words = said.split([' ', '/', '\n']);
        let version = words.find(|word| {
            let digits = word.trim_start_matches(['v', 'g', 'o']);
            digits.starts_with(|first: char| first.is_ascii_digit())
        });
        let version = version.unwrap_or_default();
        versions.push(format!(
            "{program} {}",
            version.trim_start_matches(['v', 'g', 'o'])
        ));
    }
    let requirements = fs::read_to_string(format!("{FOLDER}/requirements.txt"))?;
    versions.extend(requirements.lines().map(|line| line.replace("==", " ")));
    let package = fs::read_to_string(format!("{FOLDER}/node/package.json"))?;
    let (_, dependencies) = package.split_once("\"dependencies\"").unwrap_or_default();
    let dependencies = dependencies.replace(['"', ':', '{', '}', ',', '\n'], " ");
    let words: Vec<&str> = dependencies.split_whitespace().collect();
    versions.extend(words.chunks(2).map(|pair| pair.join(" ")));
    Ok(versions.join(", "))
}

impl Start<'_> {
    fn nginx(&self) -> Outcome<Command> {
        fs::write(self.scratch.join("users"), "john:{PLAIN}hello\n")?;
        let guard = "auth_basic x; auth_basic_user_file {folder}/users;";
        let file = self.configure("nginx.conf", self.unless_bare(guard))?;
        let mut command = self.cores.server("nginx");
        command.arg("-p").arg(&self.scratch).arg("-c").arg(file);
        Ok(command)
    }

    fn apache(&self) -> Outcome<Command> {
        fs::write(
            self.scratch.join("basic"),
            "john:{SHA}qvTGHdzF6KLavt4PO0gs2a6pQ00=\n",
        )?;
        fs::write(
            self.scratch.join("digest"),
            "john:x:90b3952707279d36f6750189c4d451c1\n",
        )?;
        let guard = match self.mode {
            "basic" => {
                "AuthType Basic\n    AuthName x\n    AuthBasicProvider file\n    \
                 AuthUserFile {folder}/basic\n    Require valid-user"
            }
            "digest" => {
                "AuthType Digest\n    AuthName x\n    AuthDigestProvider file\n    \
                 AuthUserFile {folder}/digest\n    Require valid-user"
            }
            _ => "Require all granted",
        };
        let file = self.configure("apache.conf", guard)?;
        let mut command = self.cores.server("apache2");
        command.arg("-DFOREGROUND").arg("-f").arg(file);
        Ok(command)
    }

    fn caddy(&self) -> Outcome<Command> {
        let hash = Command::new("caddy")
            .args(["hash-password", "--plaintext", "hello"])
            .output()?;
        let hash = String::from_utf8(hash.stdout)?;
        let guard = format!("basicauth bcrypt x {{\n\t\tjohn {}\n\t}}", hash.trim());
        let file = self.configure("Caddyfile", self.unless_bare(&guard))?;
        let mut command = self.cores.server("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]);
        command
            .arg(file)
            .env("HOME", &self.scratch)
            .stderr(Stdio::null());
        Ok(command)
    }

    fn go(&self) -> Outcome<Command> {
        let program = scratch()?.join("go-server");
        run(Command::new("go")
            .arg("build")
            .arg("-o")
            .arg(&program)
            .arg(format!("{FOLDER}/go/main.go"))
            .env("GO111MODULE", "off")
            .env("GOPATH", GO_PATH))?;
        let mut command = self.cores.server(text(&program)?);
        command.args([self.mode, &self.address.to_string()]);
        Ok(command)
    }

    fn express(&self) -> Outcome<Command> {
        let folder = format!("{FOLDER}/node");
        run(Command::new("npm").args([
            "ci",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            &folder,
        ]))?;
        let (host, port) = (
            self.address.ip().to_string(),
            self.address.port().to_string(),
        );
        let mut command = self.cores.server("node");
        command.env("NODE_ENV", "production");
        command.args([&format!("{folder}/server.mjs"), self.mode, &host, &port]);
        Ok(command)
    }

    fn fastapi(&self) -> Outcome<Command> {
        let mut command = self.cores.server(text(&python()?.join("bin/uvicorn"))?);
        let (host, port) = (
            self.address.ip().to_string(),
            self.address.port().to_string(),
        );
        command
            .args(["--host", &host, "--port", &port, "--app-dir", FOLDER])
            .args([
                "--log-level",
                "error",
                "--no-access-log",
                "--loop",
                "uvloop",
            ])
            .args(["--http", "httptools", "--timeout-keep-alive", "60"])
            .arg(format!("fastapi_app:{}", self.mode));
        Ok(command)
    }

    fn flask(&self) -> Outcome<Command> {
        let mut command = self.cores.server(text(&python()?.join("bin/gunicorn"))?);
        // This kind of worker is the fastest here. `sync` would connect anew for each request.
        command
            .args([
                "--workers",
                "1",
                "--worker-class",
                "gthread",
                "--threads",
                "4",
            ])
            .args(["--keep-alive", "60", "--log-level", "error"])
            .args(["--bind", &self.address.to_string(), "--chdir", FOLDER])
            .arg(format!("flask_app:{}", self.mode));
        Ok(command)
    }

    fn unless_bare<'a>(&self, guard: &'a str) -> &'a str {
        if self.mode == "bare" { "" } else { guard }
    }

    /// Writes a file of `peers/` with this server's values, and returns its path.
    fn configure(&self, file: &str, guard: &str) -> Outcome<PathBuf> {
        let filled = fs::read_to_string(format!("{FOLDER}/{file}"))?
            .replace("{guard}", guard)
            .replace("{folder}", text(&self.scratch)?)
            .replace("{modules}", APACHE_MODULES)
            .replace("{address}", &self.address.to_string());
        let path = self.scratch.join(file);
        fs::write(&path, filled)?;
        Ok(path)
    }
}

/// Returns the folder of what is installed and written, beside this program.
fn scratch() -> Outcome<PathBuf> {
    Ok(env::current_exe()?.with_file_name("peers"))
}

/// Makes the virtual environment, and returns its folder.
fn python() -> Outcome<PathBuf> {
    let venv = scratch()?.join("venv");
    if !venv.join("bin/pip").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    let mut pip = Command::new(venv.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    run(pip.args(["--requirement", &format!("{FOLDER}/requirements.txt")]))?;
    Ok(venv)
}

fn text(path: &Path) -> Outcome<&str> {
    Ok(path.to_str().ok_or("a path")?)
}

fn run(command: &mut Command) -> Outcome<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into())
}
