//! The coverage of the document.

use std::fs;

use httpauth::openapi::{assert_covered, assert_uncovered};
use utoipa::openapi::OpenApi;

use super::app::{app, app_with_a_hole};
use super::panic_of;

/// A hole of either kind: an operation without a guard, and guarded handlers without an operation.
fn with_holes() -> OpenApi {
    let (_, mut openapi) = app_with_a_hole();
    openapi.paths.paths.remove("/basic");
    openapi
        .paths
        .paths
        .get_mut("/key")
        .unwrap()
        .get
        .as_mut()
        .unwrap()
        .operation_id = None;
    openapi
}

const HOLES: [(&str, &str); 4] = [
    ("GET /key without operationId", UNDECIDED),
    ("GET /layered layered", UNDECIDED),
    ("openapi::app::basic", WITHOUT_OPERATION),
    ("openapi::app::key", WITHOUT_OPERATION),
];
const UNDECIDED: &str = "no handler below `#[login_required]` or `#[public]` has this operationId";
const WITHOUT_OPERATION: &str = "no operation has the operationId of this guarded handler";

/// The policies and the middleware function of the program need no operation, and all handlers have theirs.
#[test]
fn a_document_of_all_handlers_is_covered() {
    assert_covered(&app().1);
}

/// All that is not covered is listed at once.
#[test]
fn what_is_not_covered_is_listed() {
    let expected = HOLES.map(|(line, why)| format!("{line}: {why}")).join("\n");
    assert_eq!(panic_of(|| assert_covered(&with_holes())), expected);
}

/// The list of holes holds as it is, and may only shrink.
#[test]
fn the_list_of_holes_may_only_shrink() {
    let file = std::env::temp_dir().join(format!("httpauth-uncovered-{}", std::process::id()));
    let list = HOLES.map(|(line, _)| line).join("\n");
    fs::write(&file, format!("# What is left to do.\n\n{list}\n")).unwrap();
    assert_uncovered(&with_holes(), &file);

    // The holes were mended, and the list still has them.
    let covered = |line: &str| {
        format!(
            "{line}: covered now; remove the line from {}",
            file.display()
        )
    };
    let expected = HOLES.map(|(line, _)| covered(line)).join("\n");
    assert_eq!(panic_of(|| assert_uncovered(&app().1, &file)), expected);

    // A new hole is refused.
    fs::write(&file, list.replace("GET /layered layered\n", "")).unwrap();
    let expected = format!("GET /layered layered: {UNDECIDED}");
    assert_eq!(
        panic_of(|| assert_uncovered(&with_holes(), &file)),
        expected
    );

    fs::remove_file(&file).unwrap();
    let panic = panic_of(|| assert_uncovered(&with_holes(), &file));
    assert!(panic.contains("cannot be read"), "{panic}");
}
