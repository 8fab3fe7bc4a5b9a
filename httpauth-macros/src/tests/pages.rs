//! The tests that each page in `docs`, and the index of the attributes, have the keys and the slots of the tables, and that
//! the pages lead to the reference.

use std::fs;
use std::path::Path;

use quote::quote;

use super::*;
use crate::auth_object::Kind;

/// Returns the text of a file of the repository.
fn page(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&file).unwrap()
}

/// Returns the keys that the attribute's parser knows, as its message about an unknown one lists them.
fn keys_of(name: &str) -> Vec<String> {
    let written = expand(
        name,
        quote!(unknown_key = 1),
        quote!(
            fn item() {}
        ),
    );
    let written = written.to_string();
    let (_, list) = written
        .split_once("unknown key `unknown_key`, expected one of ")
        .unwrap();
    let (list, _) = list.split_once(['"', ';']).unwrap();
    between_backticks(list)
}

/// Returns the words between backticks.
fn between_backticks(text: &str) -> Vec<String> {
    let words = text.split('`').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

/// Returns the keys in the rows of the page's table of keys.
fn rows(page: &str) -> Vec<String> {
    let (_, section) = page.split_once("| key | value | without it |").unwrap();
    let lines = section.lines().skip(1);
    let table = lines.take_while(|line| line.starts_with('|'));
    let rows = table.filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split([' ', '`']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_page_of_each_attribute_has_its_keys() {
    for (name, _) in ATTRIBUTES {
        assert_eq!(
            rows(&page(&format!("docs/{name}.md"))),
            keys_of(name),
            "docs/{name}.md"
        );
    }
}

#[test]
fn the_index_has_the_keys_of_each_attribute() {
    let index = page("../httpauth/docs/guide/reference/attributes.md");
    for (name, _) in ATTRIBUTES {
        let begin = format!("| [`#[{name}]`](macro@crate::{name}) | ");
        let row = index.lines().find_map(|line| line.strip_prefix(&begin));
        let (keys, _) = row
            .unwrap_or_default()
            .split_once(" | ")
            .unwrap_or_default();
        assert_eq!(between_backticks(keys), keys_of(name), "{name}");
    }
}

/// Shows that the table of values has all keys, and no other.
#[test]
fn the_index_has_the_value_of_each_key() {
    let mut keys: Vec<String> = ATTRIBUTES
        .iter()
        .flat_map(|(name, _)| keys_of(name))
        .collect();
    keys.sort();
    keys.dedup();
    let index = page("../httpauth/docs/guide/reference/attributes.md");
    let (_, values) = index.split_once("| key | type | without it |").unwrap();
    let rows = values.lines().filter_map(|line| line.strip_prefix("| `"));
    let listed: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(listed, keys);
}

/// Returns the rest of the section of the page in which this line stands.
fn below<'a>(page: &'a str, line: &str) -> &'a str {
    let (_, below) = page.split_once(line).unwrap();
    below.split("\n# ").next().unwrap()
}

/// Returns the link of a page to the part of a page of the reference. It is right on the pages of both crates.
fn link(word: &str, page: &str, part: &str) -> String {
    format!("[{word}](../httpauth/guide/reference/{page}/index.html#{part})")
}

#[test]
fn the_page_of_each_attribute_leads_to_the_values_and_the_messages() {
    let [index, manual] = ["attributes", "compile_errors"]
        .map(|name| page(&format!("../httpauth/docs/guide/reference/{name}.md")));
    let has = |page: &str, heading: &str| page.lines().any(|line| line == format!("# {heading}"));
    assert!(has(&index, "Values"));
    for (name, _) in ATTRIBUTES {
        let (heading, part) = match name {
            _ if has(&manual, &format!("`#[{name}]`")) => (format!("`#[{name}]`"), name),
            _ if name.ends_with("_auth") => ("All auth objects".to_owned(), "all-auth-objects"),
            _ => ("All callbacks".to_owned(), "all-callbacks"),
        };
        assert!(has(&manual, &heading), "{heading}");
        let page = page(&format!("docs/{name}.md"));
        let values = link("The index", "attributes", "values");
        let messages = link("The manual", "compile_errors", part);
        let keys = below(&page, "| key | value | without it |\n");
        assert!(keys.contains(&values), "docs/{name}.md: {values}");
        let errors = below(&page, "# Compile errors\n");
        assert!(errors.contains(&messages), "docs/{name}.md: {messages}");
    }
}

/// Asserts that the page names the kind's slots.
fn has_slots<K: Kind>() {
    let page = page(&format!("docs/{}.md", K::NAME));
    for slot in K::SLOTS {
        let attribute = format!("`#[{}]`", slot.name);
        assert!(
            page.contains(&attribute),
            "docs/{}.md: {attribute}",
            K::NAME
        );
    }
}

#[test]
fn the_page_of_a_kind_has_its_slots() {
    has_slots::<Basic>();
    has_slots::<Digest>();
    has_slots::<Token>();
}
