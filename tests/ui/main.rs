//! The code that the attributes refuse, with our messages, and code that they must not refuse.
//!
//! `<macro>/fail` is the manual of the mistakes, one file and one `.stderr` each; `<macro>/pass` are their legal
//! neighbours. `cargo test --test ui -- ui trybuild=password` runs the files with `password` in their path, and
//! `TRYBUILD=overwrite` writes the `.stderr` files anew: read them before you commit them.
//!
//! Half of the words around ours are the compiler's own, which change from one version to the next. Under another version
//! than [`BLESSED`] the mistakes are left out, and the output says so.

use std::process::Command;

/// The compiler whose words are in the `.stderr` files.
const BLESSED: &str = "rustc 1.95.";

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/*/pass/*.rs");
    let version = Command::new("rustc").arg("--version").output();
    let version = version.map_or_else(
        |error| error.to_string(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    );
    if version.starts_with(BLESSED) {
        cases.compile_fail("ui/*/fail/*.rs");
    } else {
        println!("skipped: the mistakes, whose words are those of {BLESSED}x; this is {version}");
    }
}
