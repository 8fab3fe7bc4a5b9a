//! A check of the table of cases against the tests that exist.

use std::fs;
use std::path::Path;

/// Returns the rows of `README.md` as the number, what happens, and where it is tested.
fn rows() -> Vec<(u32, String, String)> {
    let table = fs::read_to_string(root().join("tests/security/README.md")).unwrap();
    let cells = |line: &str| -> Option<(u32, String, String)> {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, number, what, tests, _] = cells[..] else {
            return None;
        };
        Some((number.parse().ok()?, what.to_owned(), tests.to_owned()))
    };
    table.lines().filter_map(cells).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn every_case_is_there_once_and_in_order() {
    let numbers: Vec<_> = rows().into_iter().map(|(number, ..)| number).collect();
    assert_eq!(numbers, (1..=145).collect::<Vec<_>>());
}

#[test]
fn every_case_has_its_tests_or_a_reason() {
    for (number, what, tests) in rows() {
        assert!(!what.is_empty(), "{number}");
        if let Some(reason) = tests.strip_prefix("not applicable: ") {
            assert!(reason.len() > 20, "{number}: the reason");
            continue;
        }
        for test in tests.split(", ") {
            let test = test
                .strip_prefix('`')
                .and_then(|test| test.strip_suffix('`'));
            assert!(is_there(test.unwrap()), "{number}: no {test:?}");
        }
    }
}

/// Returns true if the file exists and has the test.
fn is_there(test: &str) -> bool {
    match test.split_once("::") {
        Some((file, function)) => {
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            text.contains(&format!("fn {function}("))
        }
        None => test.contains("/ui/") && root().join(test).is_file(),
    }
}
