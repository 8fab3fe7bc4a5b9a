//! The tables of the documentation. They have to say of a client what the client was seen to do.

use std::fs;
use std::sync::{Mutex, PoisonError};

use crate::client::{Client, asked_for};
use crate::way::Way;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../httpauth/docs/clients.md");

/// Tests run side by side, and may all write.
static WRITING: Mutex<()> = Mutex::new(());

/// Compares the client's row of each table with what was seen. With `INTEROP=overwrite` it writes the row anew instead.
pub(crate) fn compare(client: &dyn Client, seen: &[Vec<String>; 3]) {
    compare_rows("client", client, seen);
}

/// Compares the row of each table whose first column has this title.
pub(crate) fn compare_rows(column: &str, client: &dyn Client, seen: &[Vec<String>]) {
    let writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let overwrite = asked_for("overwrite");
    let mut page = fs::read_to_string(PAGE).unwrap();
    let start = format!("| {} |", client.name());
    if overwrite && !page.contains(&start) {
        page = with_rows(&page, column, &start);
    }
    let rows = page.lines().filter(|line| line.starts_with(&start));
    let rows: Vec<String> = rows.map(str::to_owned).collect();
    assert_eq!(rows.len(), seen.len(), "rows of {}", client.name());
    for (row, cells) in rows.iter().zip(seen) {
        let new = format!("{start} {} | {} |", client.version(), cells.join(" | "));
        if overwrite {
            page = page.replacen(row, &new, 1);
        } else {
            assert!(agree(row, &new), "\nin the docs: {row}\nseen:        {new}");
        }
    }
    if overwrite {
        fs::write(PAGE, page).unwrap();
    }
    drop(writing);
}

/// Returns the page with a row that begins like this at the end of each table. A number tells these rows apart.
fn with_rows(page: &str, column: &str, start: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let (mut new, mut is_within) = (String::new(), false);
    for (number, line) in lines.iter().enumerate() {
        new.extend([line, "\n"]);
        let next = lines.get(number + 1).unwrap_or(&"");
        is_within =
            line.starts_with('|') && is_within || line.starts_with(&format!("| {column} |"));
        if is_within && !next.starts_with('|') {
            new.extend([start, " ", &number.to_string(), " |\n"]);
        }
    }
    new
}

/// Returns true if the row agrees with what was seen. Another version of the client has to do what stands there with a
/// `yes`, and to get in where it did by MD5.
fn agree(row: &str, seen: &str) -> bool {
    let cells = |row: &str| {
        row.split('|')
            .map(|cell| cell.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let (row, seen) = (cells(row), cells(seen));
    let kept = |(old, new): (&String, &String)| match old.as_str() {
        "yes" => new == "yes",
        // Where the client has a choice, `yes` is the stronger algorithm.
        "MD5" => ["yes", "MD5"].contains(&new.as_str()),
        _ => true,
    };
    row == seen || row.get(2) != seen.get(2) && row.iter().zip(&seen).all(kept)
}

#[test]
fn the_section_about_one_challenge_names_those_that_the_table_shows() {
    let page = fs::read_to_string(PAGE).unwrap();
    let heading = "## Clients that know one challenge and MD5\n\n";
    let section = page.split(heading).nth(1).unwrap();
    let names = section.split("\n\n").next().unwrap();
    let lines = page
        .lines()
        .skip_while(|line| !line.starts_with("| client |"));
    for row in lines.take_while(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let (name, algorithms) = (cells[1], &cells[3..cells.len() - 1]);
        let algorithms: Vec<String> = algorithms.iter().map(|&cell| cell.to_owned()).collect();
        if matches!(Way::of(&algorithms), Way::Md5First) {
            assert!(names.contains(name), "{name} is not named");
        }
    }
}

#[test]
fn a_table_that_says_something_else_is_noticed() {
    let row = "| curl | 1.0 | yes | 401 |";
    assert!(agree(row, row));
    assert!(
        !agree(row, "| curl | 1.0 | yes | yes |"),
        "the same version"
    );
    assert!(
        agree(row, "| curl | 1.1 | yes | yes |"),
        "a newer one does more"
    );
    assert!(
        !agree(row, "| curl | 1.1 | 401 | yes |"),
        "a newer one does less"
    );
    let row = "| wget | 1.0 | MD5 |";
    assert!(
        agree(row, "| wget | 1.1 | yes |"),
        "a newer one takes the stronger algorithm"
    );
    assert!(
        !agree(row, "| wget | 1.1 | 401 |"),
        "a newer one does not get in"
    );
}

#[test]
fn a_new_client_gets_a_row_in_each_table() {
    let page = "| client |\n|---|\n| curl |\n\ntext\n\n| client |\n|---|\n| curl |\n\n| program |\n|---|\n";
    let new = with_rows(page, "client", "| wget |");
    let rows: Vec<&str> = new.lines().filter(|line| line.contains("wget")).collect();
    assert_eq!(rows.len(), 2, "{new}");
    assert_ne!(rows[0], rows[1], "each can be replaced by itself");
    let others: Vec<&str> = new.lines().filter(|line| !line.contains("wget")).collect();
    assert_eq!(others.join("\n") + "\n", page, "nothing else changes");
}
