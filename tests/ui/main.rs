//! What the attributes refuse, with our words, and what they must not refuse.
//!
//! `<macro>/fail` is the manual of the mistakes, one file and one `.stderr` each; `<macro>/pass` are their legal
//! neighbours. `cargo test --test ui -- ui trybuild=password` runs the files with `password` in their path, and
//! `TRYBUILD=overwrite` writes the `.stderr` files anew: read them before you commit them.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/*/pass/*.rs");
    cases.compile_fail("ui/*/fail/*.rs");
}
