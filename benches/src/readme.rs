//! Puts what the commands measured into the README and the chart beside it, so that nothing is copied by hand.

use std::fs;
use std::process::Command;

use crate::{Outcome, Size, chart, compile, grow, loopback, table::Table};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const CHART: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cost.svg");

/// The sections that can be written.
const SECTIONS: [&str; 6] = ["table", "loopback", "password", "redis", "grow", "compile"];

/// Measures the sections of these names, or all if there are no names, and writes each as soon as it is measured.
pub(crate) fn write(sections: &[&str], size: Size) -> Outcome<()> {
    let (all, machine) = (sections.is_empty(), machine());
    for section in if all { &SECTIONS[..] } else { sections } {
        let measured = match *section {
            "table" => {
                let table = Table::measure(size)?;
                fs::write(CHART, chart::svg(TITLE, &table.panels()))?;
                format!("{}\n{}.", table.markdown(), versions())
            }
            "loopback" => loopback::measure(size)?,
            "password" => loopback::stored(size)?,
            "redis" => loopback::redis(size)?,
            "grow" => grow::measure(&[], size)?,
            "compile" => compile::measure(size)?,
            other => return Err(format!("there is no section {other}").into()),
        };
        let text = format!("{machine}\n\n{}", measured.trim_end());
        let readme = replaced(&fs::read_to_string(README)?, section, &text)?;
        fs::write(README, readme)?;
        println!("{section} is written");
    }
    Ok(())
}

const TITLE: &str =
    "Nanoseconds over a bare axum handler (each group has its own scale; less is better)";

/// Returns the text with another section between its marks.
fn replaced(readme: &str, section: &str, text: &str) -> Outcome<String> {
    let marks = [
        format!("<!-- {section}: written by the command -->"),
        format!("<!-- {section}: the end -->"),
    ];
    let [begin, end] = &marks;
    let split = || {
        let (before, rest) = readme.split_once(begin.as_str())?;
        let (_, after) = rest.split_once(end.as_str())?;
        Some(format!("{before}{begin}\n{text}\n{end}{after}"))
    };
    split().ok_or_else(|| format!("README.md has no marks of the section {section}").into())
}

/// Returns the machine and the commit of the measurement.
fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find(|line| line.starts_with("model name"))
        .and_then(|line| line.split_once(": "))
        .map_or("an unknown CPU", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    // The files that this command writes are not part of what is measured.
    let measured = ["..", ":!README.md", ":!cost.svg"];
    let changed = output(
        "git",
        &[&["status", "--short", "--"], &measured[..]].concat(),
    );
    format!(
        "{}, commit {}{}; {model}, {cores} cores, on which others had a load of {load}; {}.",
        output("date", &["+%F"]),
        output("git", &["rev-parse", "--short", "HEAD"]),
        if changed.is_empty() {
            ""
        } else {
            " with changes"
        },
        output("rustc", &["--version"]),
    )
}

/// Returns the versions of valgrind and of what is measured.
fn versions() -> String {
    const MEASURED: [&str; 12] = [
        "axum",
        "http",
        "tokio",
        "axum-extra",
        "tower-http",
        "axum-auth",
        "protect-axum",
        "axum-login",
        "digest_auth",
        "actix-web",
        "actix-web-httpauth",
        "poem",
    ];
    let lock = include_str!("../Cargo.lock");
    let version = |name: &&str| {
        // The last one is the newest, if there are several.
        let (_, rest) = lock.rsplit_once(format!("name = \"{name}\"\nversion = \"").as_str())?;
        let (version, _) = rest.split_once('"')?;
        Some(format!("{name} {version}"))
    };
    let versions: Vec<String> = MEASURED.iter().filter_map(version).collect();
    format!(
        "{}; {}",
        output("valgrind", &["--version"]),
        versions.join(", ")
    )
}

/// Returns the output of a command, or nothing if the command is missing.
fn output(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(command)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    let text = output.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&text).trim().to_owned()
}
