//! A role of a user who sent Basic credentials, or who has a session.

use super::sent::{JOHN, JOHNS_SESSION, SUSAN, SUSANS_SESSION, WITH_100_ROLES, WRONG_PASSWORD};
use super::{BY_HAND, Group, OURS, admits};
use crate::grow::roles::sixty_four_route;
use crate::route::{axum_login, by_hand, ours, protect_axum};

pub(super) const GROUP: Group = Group {
    title: "A role, on top of Basic",
    cases: &[
        admits("role", OURS, ours::role_route, JOHN, SUSAN),
        admits("role/by-hand", BY_HAND, by_hand::role_route, JOHN, SUSAN),
        admits(
            "role/protect-axum",
            "protect-axum, with Basic by hand",
            protect_axum::role_route,
            JOHN,
            SUSAN,
        ),
        admits(
            "role/axum-login",
            "axum-login, a session in memory",
            axum_login::permission_route,
            JOHNS_SESSION,
            SUSANS_SESSION,
        ),
    ],
};

pub(super) const MANY: Group = Group {
    title: "One of 64 roles, of a user with 100, on top of Basic",
    cases: &[admits(
        "roles",
        OURS,
        sixty_four_route,
        WITH_100_ROLES,
        WRONG_PASSWORD,
    )],
};
