//! The fields that clients send.

/// Fields of a client that would like to be somebody else.
pub(super) const FORGED_USER: [&str; 12] = [
    "--header",
    "X-Remote-User: root",
    "--header",
    "X_Remote_User: root",
    "--header",
    "X-Remote_User: root",
    "--header",
    "X_Remote-User: root",
    "--header",
    "X.Remote.User: root",
    "--header",
    "x-remote.uSER: root",
];

/// Fields of a client that would like to have sent something else.
pub(super) const FORGED_TARGET: [&str; 6] = [
    "--header",
    "X-Forwarded-Uri: /devices/other",
    "--header",
    "X-Forwarded-Method: DELETE",
    "--header",
    "X-Forwarded-For: 192.0.2.1",
];

/// Credentials that are there twice, which nobody may choose from.
const TWICE: [&str; 4] = [
    "--header",
    "Authorization: Basic am9objpoZWxsbw==",
    "--header",
    "Authorization: Bearer backup-token",
];

/// Credentials for another target.
const ELSEWHERE: &str = "Authorization: Digest username=\"door\", realm=\"Devices\", nonce=\"n\", uri=\"/\", \
    algorithm=SHA-256, response=\"0000000000000000000000000000000000000000000000000000000000000000\", qop=auth, nc=00000001, \
    cnonce=\"c\"";

/// The guards, each with its path, curl's arguments for right and for wrong credentials, for those that are a 400, its user,
/// and how its challenge begins.
pub(super) type Guard = (
    &'static str,
    [&'static [&'static str]; 3],
    &'static str,
    &'static str,
);

pub(super) const GUARDS: [Guard; 3] = [
    (
        "/people/a%20b//c?d=%7e",
        [&["--user", "john:hello"], &["--user", "john:hullo"], &TWICE],
        "john",
        "Basic realm=\"People\", charset=\"UTF-8\"",
    ),
    (
        "/programs/a%20b//c?d=%7e",
        [
            &["--header", "Authorization: Bearer backup-token"],
            &["--header", "Authorization: Bearer guess"],
            &TWICE,
        ],
        "backup",
        "Bearer realm=\"Programs\"",
    ),
    (
        "/devices/a%20b//c?d=%7e",
        [
            &["--digest", "--user", "door:open"],
            &["--digest", "--user", "door:closed"],
            &["--header", ELSEWHERE],
        ],
        "door",
        "Digest realm=\"Devices\", nonce=\"",
    ),
];
