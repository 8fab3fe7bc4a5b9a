//! The page as text.

use crate::mistake::Mistake;

/// Returns the whole page, of its sections.
pub(crate) fn whole(sections: &[String]) -> String {
    let begin = "\
The errors of the compiler about the attributes and the routers, with the code that causes each and what to write instead.

An error of `httpauth` says what is wrong, then what to write. Several mistakes are reported by one compile, and a mistake
in one item causes no errors in the code that uses it. Search this page for the words of the message. A name in a message,
such as `Auth` or `User`, is your own there.

This page is made from the programs that must not compile (`tests/ui`), by a test that compares it with the messages.
";
    format!("{begin}{}", sections.concat())
}

/// Returns the section of one folder, with a mistake of each kind.
pub(crate) fn section(heading: &str, mistakes: Vec<Mistake>) -> String {
    let mut seen = Vec::new();
    let mut text = format!("\n# {heading}\n");
    for mistake in mistakes {
        let kind = (
            without_names(&mistake.message),
            without_names(&mistake.mends.concat()),
        );
        if !seen.contains(&kind) {
            seen.push(kind);
            text.push_str(&entry(&mistake));
        }
    }
    text
}

/// Returns the lines about one mistake.
fn entry(mistake: &Mistake) -> String {
    let Mistake {
        message,
        code,
        mends,
    } = mistake;
    let code: Vec<String> = code.lines().map(shortened).collect();
    let code = code.join("\n");
    let mends: Vec<String> = mends.iter().map(|clause| sentence(clause)).collect();
    format!(
        "\n**{message}**\n\n```text\n{code}\n```\n\n{}\n",
        mends.join(" ")
    )
}

/// Returns a line with no more characters than a page has room for.
fn shortened(line: &str) -> String {
    match line.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// Returns a clause as a sentence.
fn sentence(clause: &str) -> String {
    let (first, rest) = clause.split_at(clause.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}.", first.to_uppercase())
}

/// Returns the text without what stands between backticks.
fn without_names(text: &str) -> String {
    let words = text.split('`').step_by(2);
    words.collect::<Vec<_>>().join("`")
}
