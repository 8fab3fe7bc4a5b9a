//! Bearer with the right token.

use super::sent::{TOKEN, WRONG_TOKEN};
use super::{AXUM_AUTH, AXUM_EXTRA, BY_HAND, Group, OURS, TOWER_HTTP, admits};
use crate::route::{axum_auth, axum_extra, by_hand, ours, tower_http};

pub(super) const GROUP: Group = Group {
    title: "Bearer",
    cases: &[
        admits("bearer", OURS, ours::bearer_route, TOKEN, WRONG_TOKEN),
        admits(
            "bearer/by-hand",
            BY_HAND,
            by_hand::bearer_route,
            TOKEN,
            WRONG_TOKEN,
        ),
        admits(
            "bearer/axum-extra",
            AXUM_EXTRA,
            axum_extra::bearer_route,
            TOKEN,
            WRONG_TOKEN,
        ),
        admits(
            "bearer/tower-http",
            TOWER_HTTP,
            tower_http::bearer_route,
            TOKEN,
            WRONG_TOKEN,
        ),
        admits(
            "bearer/axum-auth",
            AXUM_AUTH,
            axum_auth::bearer_route,
            TOKEN,
            WRONG_TOKEN,
        ),
    ],
};
