//! Digest with the right password and a new count.

use super::sent::{MD5 as SENT_MD5, SHA_256 as SENT_SHA_256, WRONG_MD5, WRONG_SHA_256};
use super::{BY_HAND, DIGEST_AUTH, Group, OURS, admits};
use crate::route::{by_hand_digest, digest_auth, ours_digest};

pub(super) const MD5: Group = Group {
    title: "Digest MD5, with nonce MAC and counts",
    cases: &[
        admits(
            "digest-md5",
            OURS,
            ours_digest::md5_route,
            SENT_MD5,
            WRONG_MD5,
        ),
        admits(
            "digest-md5/by-hand",
            BY_HAND,
            by_hand_digest::md5_route,
            SENT_MD5,
            WRONG_MD5,
        ),
        admits(
            "digest-md5/digest_auth",
            DIGEST_AUTH,
            digest_auth::md5_route,
            SENT_MD5,
            WRONG_MD5,
        ),
    ],
};

pub(super) const SHA_256: Group = Group {
    title: "Digest SHA-256, with nonce MAC and counts",
    cases: &[
        admits(
            "digest-sha-256",
            OURS,
            ours_digest::sha256_route,
            SENT_SHA_256,
            WRONG_SHA_256,
        ),
        admits(
            "digest-sha-256/by-hand",
            BY_HAND,
            by_hand_digest::sha256_route,
            SENT_SHA_256,
            WRONG_SHA_256,
        ),
        admits(
            "digest-sha-256/digest_auth",
            DIGEST_AUTH,
            digest_auth::sha256_route,
            SENT_SHA_256,
            WRONG_SHA_256,
        ),
    ],
};
