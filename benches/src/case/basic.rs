//! Basic with the right password, as text or as a stored hash.

use super::sent::{JOHN, WRONG_PASSWORD};
use super::{AXUM_AUTH, AXUM_EXTRA, BY_HAND, Case, Group, OURS, StatusCode, TOWER_HTTP, admits};
use crate::route::{axum_auth, axum_extra, bare, by_hand, ours, tower_http};

pub(super) const GROUP: Group = Group {
    title: "Basic",
    cases: &[
        admits("basic", OURS, ours::basic_route, JOHN, WRONG_PASSWORD),
        Case {
            name: "noop",
            what: "an extractor that does nothing",
            route: bare::noop_route,
            sent: JOHN,
            status: StatusCode::OK,
            refuses: None,
        },
        admits(
            "basic/by-hand",
            BY_HAND,
            by_hand::basic_route,
            JOHN,
            WRONG_PASSWORD,
        ),
        admits(
            "basic/middleware",
            "by hand, as a middleware",
            by_hand::middleware_route,
            JOHN,
            WRONG_PASSWORD,
        ),
        admits(
            "basic/axum-extra",
            AXUM_EXTRA,
            axum_extra::basic_route,
            JOHN,
            WRONG_PASSWORD,
        ),
        admits(
            "basic/tower-http",
            TOWER_HTTP,
            tower_http::basic_route,
            JOHN,
            WRONG_PASSWORD,
        ),
        admits(
            "basic/axum-auth",
            AXUM_AUTH,
            axum_auth::basic_route,
            JOHN,
            WRONG_PASSWORD,
        ),
    ],
};

pub(super) const STORED: Group = Group {
    title: "Basic, a stored Argon2id hash, verified once before (`password::verify`)",
    cases: &[admits(
        "password",
        OURS,
        ours::stored_route,
        JOHN,
        WRONG_PASSWORD,
    )],
};
