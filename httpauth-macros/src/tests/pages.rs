//! The test that each page in `docs` has the keys and the slots of the tables.

use super::*;
use crate::args::Key;
use crate::auth_object::Kind;

/// Asserts that the page's table has these keys, and no other, in this order.
fn has_keys<O>(name: &str, page: &str, keys: &[Key<O>]) {
    let section = page
        .split("\n# ")
        .find(|section| section.starts_with("Keys\n"));
    let lines = section.unwrap_or_default().lines();
    let rows = lines.filter_map(|line| line.strip_prefix("| `"));
    let listed: Vec<&str> = rows
        .filter_map(|row| row.split([' ', '`']).next())
        .collect();
    let keys: Vec<&str> = keys.iter().map(|Key(key, _)| *key).collect();
    assert_eq!(listed, keys, "docs/{name}.md");
}

/// Asserts that the page has the kind's keys, and names its slots.
fn describes<K: Kind>(page: &str) {
    has_keys(K::NAME, page, K::KEYS);
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
fn the_page_of_a_kind_has_its_keys_and_slots() {
    describes::<Basic>(include_str!("../../docs/basic_auth.md"));
    describes::<Digest>(include_str!("../../docs/digest_auth.md"));
    describes::<Token>(include_str!("../../docs/token_auth.md"));
}
