//! The access matrix, with public handlers and the places of `.undecided(..)`.

use axum::routing::get as axum_get;
use httpauth::public;
use httpauth::registry::{Undecided, access_matrix};
use httpauth::routing::{Router, get};

const REASONED: u32 = line!() + 1;
#[public(reason = "load balancers ask it")]
async fn health() {}

const PLAIN: u32 = line!() + 1;
#[public]
async fn index() {}

const FILE: &str = file!();

const UNDECIDED: u32 = line!() + 3;
fn app() -> Router {
    let app = Router::new().route("/", get(index).post(health));
    app.undecided(|router| router.route("/open", axum_get("open")))
}

/// Shows that each public handler has a row, and each place of `.undecided(..)` one, however often it was passed.
#[test]
fn the_access_matrix_lists_public_handlers_and_undecided_places() {
    let _ = (app(), app());
    let matrix = access_matrix();
    let public: Vec<_> = matrix
        .public()
        .iter()
        .filter(|row| row.file() == FILE)
        .map(|row| (row.handler(), row.reason(), row.line()))
        .collect();
    let reason = Some("load balancers ask it");
    assert_eq!(
        public,
        [
            ("routing::matrix::health", reason, REASONED),
            ("routing::matrix::index", None, PLAIN),
        ]
    );
    let undecided = matrix.undecided().iter().filter(|row| row.file() == FILE);
    let lines: Vec<_> = undecided.map(Undecided::line).collect();
    assert_eq!(lines, [UNDECIDED]);
}

/// Shows that they are printed and serialized, and said to be open.
#[test]
fn the_access_matrix_prints_them() {
    let _ = app();
    let matrix = access_matrix();
    let markdown = matrix.markdown();
    for line in [
        format!(
            "| routing::matrix::health | public | load balancers ask it | {FILE}:{REASONED} |\n"
        ),
        format!("| routing::matrix::index | public | anyone | {FILE}:{PLAIN} |\n"),
        format!("| undecided | - | - | {FILE}:{UNDECIDED} |\n"),
    ] {
        assert!(markdown.contains(&line), "{line}{markdown}");
    }
    let json = serde_json::to_value(&matrix).unwrap();
    for row in [
        serde_json::json!({
            "access": "public",
            "handler": "routing::matrix::health",
            "reason": "load balancers ask it",
            "file": FILE,
            "line": REASONED,
        }),
        serde_json::json!({"access": "undecided", "file": FILE, "line": UNDECIDED}),
    ] {
        assert!(json.as_array().unwrap().contains(&row), "{row} {json}");
    }
}
