//! The story, as a user runs it. It needs `redis-server`, `nginx` and `curl`, without which it is skipped unless the environment
//! variable `INTEROP` is `required`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

const PROGRAM: &str = env!("CARGO_BIN_EXE_example-cluster");

fn has(program: &str, version: &str) -> bool {
    let mut command = Command::new(program);
    command
        .arg(version)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let found = command.status().is_ok();
    let required = env::var("INTEROP").is_ok_and(|asked| asked == "required");
    assert!(found || !required, "{program} is missing");
    if !found {
        // Not by `eprintln!`, whose words nobody sees when a test passes.
        let _ = writeln!(std::io::stderr(), "skipped: no {program}");
    }
    found
}

/// Returns copies of this build and of the next one, which has the same file name.
fn builds() -> [PathBuf; 2] {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let [this, next] = ["cluster-this", "cluster-next"].map(|name| folder.join(name));
    fs::copy(PROGRAM, &this).unwrap();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = [
        "build",
        "--quiet",
        "--locked",
        "--package",
        "example-cluster",
    ];
    let mut build_of = Command::new(cargo);
    build_of.args(build).args(["--features", "next"]);
    assert!(build_of.status().unwrap().success());
    fs::copy(PROGRAM, &next).unwrap();
    assert!(fs::read(&this).unwrap() != fs::read(&next).unwrap());
    [this, next]
}

/// Whatever is killed, nobody gets in who should not, no count is good twice, and every refusal has a reason.
#[test]
fn the_story_is_told() {
    let programs = [
        ("redis-server", "--version"),
        ("nginx", "-v"),
        ("curl", "--version"),
    ];
    if !programs
        .map(|(program, version)| has(program, version))
        .iter()
        .all(|has| *has)
    {
        return;
    }
    let [this, next] = builds();
    let told = Command::new(this)
        .arg("story")
        .env("NEXT", next)
        .output()
        .unwrap();
    let table = String::from_utf8(told.stdout).unwrap();
    let errors = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{table}\n{errors}");
    // The table is the result, so it is shown also if the test passes.
    let _ = writeln!(std::io::stderr(), "{table}");
    let rows = table.lines().filter(|line| line.starts_with("| "));
    let rows: Vec<&str> = rows.skip(1).collect();
    assert_eq!(rows.len(), 23, "{table}");
    for row in rows.iter().filter(|row| !row.contains("| clients |")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert_eq!(cells.get(3), Some(&"0"), "it got in: {row}");
    }
}
