//! The reference of the documentation: the manual of compile errors, which is made from the mistakes of `tests/ui`, and the
//! page of the features.
//!
//! `UPDATE_EXPECT=1 cargo test -p httpauth-tests --test manual` writes the page anew after a message has changed. Read it
//! before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

mod features;
mod mends;
mod mistake;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use mistake::Mistake;

/// The folders of `tests/ui` in the order of the page, each with its heading.
const FOLDERS: [(&str, &str); 19] = [
    ("auth_objects", "All auth objects"),
    ("digest_auth", "`#[digest_auth]`"),
    ("token_auth", "`#[token_auth]`"),
    ("multi_auth", "`#[multi_auth]`"),
    ("throttle", "The key `throttle`"),
    ("callbacks", "All callbacks"),
    ("get_password", "`#[get_password]`"),
    ("hash_password", "`#[hash_password]`"),
    ("get_user_roles", "`#[get_user_roles]`"),
    ("permission", "`#[permission]`"),
    ("error_handler", "`#[error_handler]`"),
    ("realm", "`#[realm]`"),
    ("client_ip", "`#[client_ip]`"),
    ("forwarded_target", "`#[forwarded_target]`"),
    ("protected_resource", "`#[protected_resource]`"),
    ("login_required", "`#[login_required]`"),
    ("public", "`#[public]`"),
    ("routing", "The routers of `routing`"),
    ("testing", "The module `testing`"),
];

/// The programs whose mistakes are others' or the program's own.
const LEFT_OUT: [&str; 3] = ["body", "mistake_in_what_is_used", "mistakes_together"];

/// Returns the files of a folder that end in `extension`, in order.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.sort();
    paths
}

/// Returns the mistakes of one folder.
fn mistakes(folder: &str) -> Vec<Mistake> {
    let folder = Path::new("ui").join(folder).join("fail");
    let mut reports = files(&folder, "stderr");
    reports.retain(|path| {
        LEFT_OUT
            .iter()
            .all(|left_out| path.file_stem().is_none_or(|stem| stem != *left_out))
    });
    reports
        .iter()
        .flat_map(|path| mistake::read(path))
        .collect()
}

/// Shows that the page has every folder of mistakes.
#[test]
fn every_folder_is_in_the_manual() {
    let folders = fs::read_dir("ui").unwrap().map(|entry| entry.unwrap());
    for folder in folders.filter(|entry| entry.path().join("fail").is_dir()) {
        let name = folder.file_name();
        let listed = FOLDERS.iter().any(|(known, _)| *known == name);
        assert!(listed, "{} is not in `FOLDERS`", name.display());
    }
}

/// Shows that the page is what the mistakes say, and that each mistake has a mend.
#[test]
fn the_manual_is_made_from_the_mistakes() {
    let sections = FOLDERS.map(|(folder, heading)| page::section(heading, mistakes(folder)));
    let page = page::whole(&sections);
    expect_file!["../../httpauth/docs/guide/reference/compile_errors.md"].assert_eq(&page);
}
