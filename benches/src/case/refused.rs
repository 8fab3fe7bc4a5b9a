//! Refusals of wrong credentials, of malformed ones, of none, and of a user without the role.

use axum::http::StatusCode;

use super::sent::{
    NONE, STRAY_BITS, SUSAN, SUSANS_SESSION, WRONG_MD5, WRONG_PASSWORD, WRONG_SHA_256, WRONG_TOKEN,
};
use super::{AXUM_AUTH, AXUM_EXTRA, BY_HAND, Case, DIGEST_AUTH, Group, OURS, TOWER_HTTP, refuses};
use crate::route::{
    axum_auth, axum_extra, axum_login, by_hand, by_hand_digest, digest_auth, ours, ours_digest,
    protect_axum, tower_http,
};

pub(super) const BASIC_WRONG: Group = Group {
    title: "401 of Basic, wrong password",
    cases: &[
        refuses("basic-wrong", OURS, ours::basic_route, WRONG_PASSWORD),
        refuses(
            "basic-wrong/by-hand",
            BY_HAND,
            by_hand::basic_route,
            WRONG_PASSWORD,
        ),
        refuses(
            "basic-wrong/axum-extra",
            AXUM_EXTRA,
            axum_extra::basic_route,
            WRONG_PASSWORD,
        ),
        refuses(
            "basic-wrong/tower-http",
            TOWER_HTTP,
            tower_http::basic_route,
            WRONG_PASSWORD,
        ),
        refuses(
            "basic-wrong/axum-auth",
            AXUM_AUTH,
            axum_auth::basic_route,
            WRONG_PASSWORD,
        ),
    ],
};

pub(super) const BASIC_MALFORMED: Group = Group {
    title: "401 of Basic, stray bits in the base64",
    cases: &[refuses(
        "basic-malformed",
        OURS,
        ours::basic_route,
        STRAY_BITS,
    )],
};

pub(super) const BASIC_ABSENT: Group = Group {
    title: "401 of Basic, no credentials",
    cases: &[
        refuses("basic-absent", OURS, ours::basic_route, NONE),
        refuses("basic-absent/by-hand", BY_HAND, by_hand::basic_route, NONE),
    ],
};

pub(super) const ROLE: Group = Group {
    title: "403, a user without the role",
    cases: &[
        forbids("role-forbidden", OURS, ours::role_route),
        forbids("role-forbidden/by-hand", BY_HAND, by_hand::role_route),
        forbids(
            "role-forbidden/protect-axum",
            "protect-axum, with Basic by hand",
            protect_axum::role_route,
        ),
        Case {
            sent: SUSANS_SESSION,
            ..forbids(
                "role-forbidden/axum-login",
                "axum-login, a session in memory",
                axum_login::permission_route,
            )
        },
    ],
};

pub(super) const BEARER_WRONG: Group = Group {
    title: "401 of Bearer, unknown token",
    cases: &[
        refuses("bearer-wrong", OURS, ours::bearer_route, WRONG_TOKEN),
        refuses(
            "bearer-wrong/by-hand",
            BY_HAND,
            by_hand::bearer_route,
            WRONG_TOKEN,
        ),
        refuses(
            "bearer-wrong/axum-extra",
            AXUM_EXTRA,
            axum_extra::bearer_route,
            WRONG_TOKEN,
        ),
        refuses(
            "bearer-wrong/tower-http",
            TOWER_HTTP,
            tower_http::bearer_route,
            WRONG_TOKEN,
        ),
        refuses(
            "bearer-wrong/axum-auth",
            AXUM_AUTH,
            axum_auth::bearer_route,
            WRONG_TOKEN,
        ),
    ],
};

pub(super) const BEARER_ABSENT: Group = Group {
    title: "401 of Bearer, no credentials",
    cases: &[
        refuses("bearer-absent", OURS, ours::bearer_route, NONE),
        refuses(
            "bearer-absent/by-hand",
            BY_HAND,
            by_hand::bearer_route,
            NONE,
        ),
    ],
};

pub(super) const MULTI: Group = Group {
    title: "401 of Multi, no credentials",
    cases: &[
        refuses("multi-absent", OURS, ours::multi_route, NONE),
        refuses("multi-absent/by-hand", BY_HAND, by_hand::multi_route, NONE),
    ],
};

pub(super) const MD5_WRONG: Group = Group {
    title: "401 of Digest MD5, wrong password",
    cases: &[
        refuses("digest-md5-wrong", OURS, ours_digest::md5_route, WRONG_MD5),
        refuses(
            "digest-md5-wrong/by-hand",
            BY_HAND,
            by_hand_digest::md5_route,
            WRONG_MD5,
        ),
        refuses(
            "digest-md5-wrong/digest_auth",
            DIGEST_AUTH,
            digest_auth::md5_route,
            WRONG_MD5,
        ),
    ],
};

pub(super) const MD5_ABSENT: Group = Group {
    title: "401 of Digest MD5, no credentials",
    cases: &[
        refuses("digest-md5-absent", OURS, ours_digest::md5_route, NONE),
        refuses(
            "digest-md5-absent/by-hand",
            BY_HAND,
            by_hand_digest::md5_route,
            NONE,
        ),
    ],
};

pub(super) const SHA_256_WRONG: Group = Group {
    title: "401 of Digest SHA-256, wrong password",
    cases: &[
        refuses(
            "digest-sha-256-wrong",
            OURS,
            ours_digest::sha256_route,
            WRONG_SHA_256,
        ),
        refuses(
            "digest-sha-256-wrong/by-hand",
            BY_HAND,
            by_hand_digest::sha256_route,
            WRONG_SHA_256,
        ),
    ],
};

pub(super) const SHA_256_ABSENT: Group = Group {
    title: "401 of Digest SHA-256, no credentials",
    cases: &[refuses(
        "digest-sha-256-absent",
        OURS,
        ours_digest::sha256_route,
        NONE,
    )],
};

/// Returns a case whose route answers 403 to susan.
const fn forbids(name: &'static str, what: &'static str, route: fn() -> axum::Router) -> Case {
    Case {
        status: StatusCode::FORBIDDEN,
        ..refuses(name, what, route, SUSAN)
    }
}
