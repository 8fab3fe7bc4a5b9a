//! Flask-HTTPAuth on gunicorn, one worker, in a virtual environment that is made here.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::cores::Cores;
use super::server::listens;
use crate::Outcome;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/flask");

/// Starts it, after installing it if it was not yet.
pub(super) fn start(cores: &Cores) -> Outcome<(Child, SocketAddr)> {
    let gunicorn = install()?.join("bin/gunicorn");
    // Nobody has this port, and nobody will ask for one in the moment until gunicorn does.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    // This kind of worker is the fastest here. `sync` would connect anew for each request.
    let process = cores
        .server(gunicorn.to_str().ok_or("a path")?)
        .args(["--workers", "1", "--worker-class", "gthread"])
        .args([
            "--threads",
            "4",
            "--keep-alive",
            "60",
            "--log-level",
            "error",
        ])
        .args(["--bind", &address.to_string(), "--chdir", FOLDER, "app:app"])
        .stdout(Stdio::null())
        .spawn()?;
    if !listens(address) {
        return Err("gunicorn did not start".into());
    }
    Ok((process, address))
}

/// Returns the versions that are installed.
pub(super) fn versions() -> String {
    let requirements = fs::read_to_string(format!("{FOLDER}/requirements.txt"));
    let requirements = requirements.unwrap_or_default().replace("==", " ");
    requirements.lines().collect::<Vec<_>>().join(", ")
}

/// Makes the virtual environment, beside this program, and returns its folder.
fn install() -> Outcome<PathBuf> {
    let venv = env::current_exe()?.with_file_name("flask-venv");
    if !venv.join("bin/pip").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    let mut pip = Command::new(venv.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    run(pip.args(["--requirement", &format!("{FOLDER}/requirements.txt")]))?;
    Ok(venv)
}

fn run(command: &mut Command) -> Outcome<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into())
}
