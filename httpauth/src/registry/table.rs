//! A table of text, printed in columns or as Markdown.

use std::fmt::{self, Write};

/// A table with a heading and rows of as many cells.
pub(crate) struct Table {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new<T: Into<String>>(heading: impl IntoIterator<Item = T>) -> Self {
        Self {
            heading: heading.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(cells.into());
    }

    /// Writes columns padded with spaces, two between them.
    pub(crate) fn text(&self, f: &mut impl Write) -> fmt::Result {
        for row in std::iter::once(&self.heading).chain(&self.rows) {
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
        writeln!(f, "|{}", "---|".repeat(self.heading.len()))?;
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
                .chain([heading.chars().count()])
                .max()
                .unwrap_or_default()
        })
    }
}
