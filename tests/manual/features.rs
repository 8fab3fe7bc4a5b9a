//! The page of the feature flags.

const MANIFEST: &str = include_str!("../../httpauth/Cargo.toml");
const PAGE: &str = include_str!("../../httpauth/docs/guide/reference/features.md");

/// Returns the features of the manifest in order, each with `yes` if it is on by default.
fn features() -> Vec<(&'static str, &'static str)> {
    let (_, section) = MANIFEST.split_once("[features]\n").unwrap();
    let lines = section.lines().take_while(|line| !line.is_empty());
    let rows = lines.filter_map(|line| line.split_once(" = ["));
    let rows: Vec<(&str, &str)> = rows.filter(|(name, _)| !name.starts_with(' ')).collect();
    let (_, default) = rows.iter().find(|(name, _)| *name == "default").unwrap();
    let is_default = |name: &str| default.contains(&format!("\"{name}\""));
    let rows = rows.iter().filter(|(name, _)| *name != "default");
    let mut features: Vec<_> = rows
        .map(|(name, _)| (*name, if is_default(name) { "yes" } else { "no" }))
        .collect();
    features.sort_unstable();
    features
}

/// Shows that the first table has all features, and says which of them are on by default.
#[test]
fn the_page_has_the_features_of_the_manifest() {
    let rows = PAGE.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows = rows.filter_map(|row| row.split_once("` | "));
    let listed: Vec<(&str, &str)> = rows
        .filter_map(|(name, rest)| Some((name, rest.split_once(" | ")?.0)))
        .filter(|(_, default)| matches!(*default, "yes" | "no"))
        .collect();
    assert_eq!(listed, features());
}
