//! Basic or Bearer on one route.

use super::sent::{JOHN, TOKEN, WRONG_PASSWORD, WRONG_TOKEN};
use super::{Group, admits};
use crate::route::{by_hand, ours};

pub(super) const GROUP: Group = Group {
    title: "Basic or Bearer on one route (Multi)",
    cases: &[
        admits(
            "multi-basic",
            "**httpauth**, sent Basic",
            ours::multi_route,
            JOHN,
            WRONG_PASSWORD,
        ),
        admits(
            "multi-basic/by-hand",
            "by hand, sent Basic",
            by_hand::multi_route,
            JOHN,
            WRONG_PASSWORD,
        ),
        admits(
            "multi-bearer",
            "**httpauth**, sent Bearer",
            ours::multi_route,
            TOKEN,
            WRONG_TOKEN,
        ),
        admits(
            "multi-bearer/by-hand",
            "by hand, sent Bearer",
            by_hand::multi_route,
            TOKEN,
            WRONG_TOKEN,
        ),
    ],
};
