//! The budgets, and whether they are kept.

use crate::measure::Cost;

/// What a case may cost.
pub(crate) enum Limit {
    /// Instructions and allocations over the floor.
    OverFloor(i64, i64),
    /// Instructions and allocations over another case.
    Over(&'static str, i64, i64),
}

use Limit::{Over, OverFloor};

/// The budgets, one line each. axum's own extractor, `noop`, has none: it is there to compare with.
pub(crate) const BUDGETS: &[(&str, Limit)] = &[
    ("basic", OverFloor(1000, 0)),
    ("role", Over("basic", 100, 0)),
    ("bearer", OverFloor(800, 0)),
    ("basic-wrong", Over("basic", 0, 0)),
    ("basic-malformed", Over("basic", 0, 0)),
    ("basic-absent", Over("basic", 0, 0)),
    ("bearer-wrong", Over("bearer", 0, 0)),
    ("bearer-absent", Over("bearer", 0, 0)),
];

/// The limits of a case in instructions and allocations over the floor; `None` for a case without a budget.
pub(crate) fn limit(name: &str, costs: &[(&'static str, Cost)]) -> Option<Cost> {
    let (_, limit) = BUDGETS.iter().find(|(case, _)| *case == name)?;
    match limit {
        OverFloor(instructions, allocations) => Some(Cost {
            instructions: Some(*instructions),
            allocations: *allocations,
        }),
        Over(other, instructions, allocations) => {
            let (_, other) = costs.iter().find(|(case, _)| case == other)?;
            Some(Cost {
                instructions: other.instructions.map(|own| own + instructions),
                allocations: other.allocations + allocations,
            })
        }
    }
}

/// Whether `cost` keeps `limit`; what was not measured is not judged.
pub(crate) fn keeps(cost: Cost, limit: Cost) -> bool {
    let instructions = match (cost.instructions, limit.instructions) {
        (Some(cost), Some(limit)) => cost <= limit,
        _ => true,
    };
    instructions && cost.allocations <= limit.allocations
}
