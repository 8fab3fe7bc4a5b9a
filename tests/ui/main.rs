//! The code that the attributes refuse, with our messages, and code that they must not refuse.
//!
//! `<macro>/fail` is the manual of the mistakes, one subject a file with the compiler's messages in a `.stderr` beside
//! it. `<macro>/pass` are their legal neighbours, which are modules of this test.
//! `cargo test --test ui -- ui trybuild=password` runs the files with `password` in their path, and
//! `TRYBUILD=overwrite` writes the `.stderr` files anew: read them before you commit them.
//!
//! Half of the words around ours are the compiler's own, which change from one version to the next. Under another
//! version than [`BLESSED`] the mistakes are left out, which the output says, and which fails where `CI` is set.
#![allow(
    clippy::all,
    clippy::pedantic,
    unreachable_pub,
    reason = "the programs are what users may write"
)]

use std::io::Write;
use std::process::Command;
use std::{env, fs, io};

#[path = "basic_auth/pass"]
mod basic_auth {
    mod hostile_names;
    mod keys;
    mod within_a_function;
}

#[path = "client_ip/pass"]
mod client_ip {
    mod shapes;
}

#[path = "digest_auth/pass"]
mod digest_auth {
    mod all_keys;
    mod callbacks;
    mod settings;
}

#[path = "error_handler/pass"]
mod error_handler {
    mod shapes;
}

#[path = "forwarded_target/pass"]
mod forwarded_target {
    mod answers;
}

#[path = "get_password/pass"]
mod get_password {
    mod shapes;
}

#[path = "get_user_roles/pass"]
mod get_user_roles {
    mod shapes;
}

#[path = "hash_password/pass"]
mod hash_password {
    mod shapes;
}

/// Public, for the lints on public items.
#[path = "login_required/pass"]
pub mod login_required {
    pub mod attributes;
    mod current_roles;
    mod generics;
    mod names_of_the_expansion;
    mod parameters;
    mod policies;
    mod roles;
}

#[path = "multi_auth/pass"]
mod multi_auth {
    mod nested_with_states;
}

#[path = "permission/pass"]
mod permission {
    mod shapes;
}

#[path = "protected_resource/pass"]
mod protected_resource {
    mod answers;
}

/// Public, for the lints on public items.
#[path = "public/pass"]
pub mod public {
    pub mod attributes;
    mod generics;
    mod names_of_the_expansion;
}

#[path = "realm/pass"]
mod realm {
    mod answers;
}

#[path = "routing/pass"]
mod routing {
    mod routers;
}

#[path = "throttle/pass"]
mod throttle {
    mod keys;
}

#[path = "token_auth/pass"]
mod token_auth {
    mod keys;
}

#[path = "verify_password/pass"]
mod verify_password {
    mod shapes;
}

#[path = "verify_token/pass"]
mod verify_token {
    mod shapes;
}

/// The compiler whose words are in the `.stderr` files.
const BLESSED: &str = "rustc 1.95.";

/// Shows that no legal program is left out of the modules above. `renamed_crate` is a test of its own.
#[test]
fn every_legal_program_is_a_module() {
    let listed = include_str!("main.rs").lines().map(str::trim_start);
    let modules = listed
        .filter(|line| line.starts_with("mod ") || line.starts_with("pub mod "))
        .filter(|line| line.ends_with(';'))
        .count();
    let folders = fs::read_dir("ui")
        .unwrap()
        .map(|folder| folder.unwrap().path().join("pass"));
    let programs = folders
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .count();
    assert_eq!(modules + 1, programs);
}

/// Without programs that pass, trybuild checks all programs by one run of Cargo, and links none of them.
#[test]
fn ui() {
    let version = Command::new("rustc").arg("--version").output();
    let version = version.map_or_else(
        |error| error.to_string(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    );
    if version.starts_with(BLESSED) {
        trybuild::TestCases::new().compile_fail("ui/*/fail/*.rs");
        return;
    }
    let skipped =
        format!("skipped: the mistakes are in the words of {BLESSED}x, and this is {version}");
    let is_ci = env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(!is_ci, "{skipped}");
    // A passing test's standard output is not shown, unlike what is written past the test harness.
    writeln!(io::stderr(), "{skipped}").unwrap();
}
