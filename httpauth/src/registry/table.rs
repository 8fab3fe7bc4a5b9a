//! A table of text, printed in columns or as Markdown.

use std::fmt::{self, Write};

/// A table with a heading and rows of `N` cells.
pub(super) struct Table<const N: usize> {
    heading: [&'static str; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub(super) fn new(heading: [&'static str; N]) -> Self {
        Self {
            heading,
            rows: Vec::new(),
        }
    }

    pub(super) fn row(&mut self, cells: [String; N]) {
        self.rows.push(cells);
    }

    /// Writes columns padded with spaces, two between them.
    pub(super) fn text(&self, f: &mut impl Write) -> fmt::Result {
        let heading = self.heading.map(str::to_owned);
        for row in std::iter::once(&heading).chain(&self.rows) {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(self.widths()) {
                write!(line, "{cell:width$}  ")?;
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Writes a Markdown table.
    #[cfg(feature = "audit")]
    pub(super) fn markdown(&self, f: &mut impl Write) -> fmt::Result {
        writeln!(f, "| {} |", self.heading.join(" | "))?;
        writeln!(f, "|{}", "---|".repeat(N))?;
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            writeln!(f, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }

    /// Returns the width of each column in characters.
    fn widths(&self) -> impl Iterator<Item = usize> {
        let columns = self.heading.iter().enumerate();
        columns.map(|(column, heading)| {
            let cells = self.rows.iter().filter_map(move |row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .chain([heading.len()])
                .max()
                .unwrap_or_default()
        })
    }
}
