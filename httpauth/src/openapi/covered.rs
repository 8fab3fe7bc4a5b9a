//! The assertions that a document and the guards of the program are about the same operations.

use std::collections::BTreeSet;
use std::path::Path;

use utoipa::openapi::OpenApi;

use super::conflicts::Conflicts;
use super::decided::Operations;
use crate::registry::access_matrix;

/// Asserts that every operation is guarded or public, and that every guarded handler has an operation.
///
/// It is made for a test, on the whole document. It does not matter if [`Security`](super::Security) was applied to it.
///
/// # Panics
///
/// Panics with a list of all that is not so: operations without a handler in the access matrix, guarded handlers without
/// an operation, and ids that several of either have.
///
/// # Security
///
/// A handler is known by its name. So an operation `list` of an unguarded `posts::list` passes for that of a guarded
/// `users::list` if the latter has no operation of its own. On a router of [`routing`](crate::routing) an unguarded
/// handler does not compile, and `testing::walk` (feature `testing`) sees the answer of each operation.
///
/// # Example
///
/// ```standalone_crate
/// use httpauth::openapi::assert_covered;
/// use httpauth::public;
/// use utoipa::OpenApi;
///
/// #[utoipa::path(get, path = "/health", responses((status = 200)))]
/// #[public]
/// async fn health() {}
///
/// #[derive(OpenApi)]
/// #[openapi(paths(health))]
/// struct Api;
///
/// # #[cfg(not(miri))]
/// assert_covered(&Api::openapi());
/// ```
#[track_caller]
pub fn assert_covered(openapi: &OpenApi) {
    let holes = holes(openapi);
    assert!(
        holes.as_ref().is_ok_and(BTreeSet::is_empty),
        "{}",
        match holes {
            Ok(holes) => describe(&holes),
            Err(conflicts) => conflicts.to_string(),
        }
    );
}

/// Asserts that what is not covered is what the file lists, for a program that begins with holes.
///
/// The list may only shrink. Each line of the file is an operation, `GET /users list`, or the path of a guarded handler
/// without an operation, as [`assert_covered`] prints them. Empty lines and those that begin with `#` say nothing. The
/// path of the file is taken from the folder of the package, in which cargo runs tests.
///
/// # Panics
///
/// Panics if something else is not covered, if a line of the file is covered by now, or if the file cannot be read. The
/// message lists all of these.
#[track_caller]
pub fn assert_uncovered(openapi: &OpenApi, file: impl AsRef<Path>) {
    let file = file.as_ref();
    let problems = match (holes(openapi), std::fs::read_to_string(file)) {
        (Err(conflicts), _) => vec![conflicts.to_string()],
        (_, Err(error)) => vec![format!("{} cannot be read: {error}", file.display())],
        (Ok(holes), Ok(text)) => compare(&holes, &text, file),
    };
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A hole as its line in the list, with the reason why it is one.
type Hole = (String, &'static str);

/// Returns what is not covered.
fn holes(openapi: &OpenApi) -> Result<BTreeSet<Hole>, Conflicts> {
    let operations = Operations::of(openapi, &access_matrix())?;
    let undecided = operations.decided.iter();
    let undecided = undecided.filter(|(_, decided)| decided.is_none());
    let undecided = undecided.map(|(place, _)| {
        let why = "no handler below `#[login_required]` or `#[public]` has this operationId";
        (place.to_string(), why)
    });
    let guarded = operations.without_operation.iter();
    let guarded = guarded.map(|row| {
        let why = "no operation has the operationId of this guarded handler";
        (row.handler().to_owned(), why)
    });
    Ok(undecided.chain(guarded).collect())
}

fn describe(holes: &BTreeSet<Hole>) -> String {
    let lines = holes.iter().map(|(line, why)| format!("{line}: {why}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the differences between the holes and the lines of the file.
fn compare(holes: &BTreeSet<Hole>, text: &str, file: &Path) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let listed: BTreeSet<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let unlisted = holes.iter().filter(|(line, _)| !listed.contains(&**line));
    let unlisted = unlisted.map(|(line, why)| format!("{line}: {why}"));
    let is_hole = |line: &str| holes.iter().any(|(hole, _)| hole == line);
    let covered = listed.iter().filter(|line| !is_hole(line));
    let covered = covered.map(|line| {
        format!(
            "{line}: covered now; remove the line from {}",
            file.display()
        )
    });
    unlisted.chain(covered).collect()
}
