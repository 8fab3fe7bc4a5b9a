//! Cases 34 and 72 to 75, and what `#[get_password]` may answer.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials, hash};
use httpauth_tests::{Call, Seen};

use crate::apps::App;

/// Byte for byte the same answer, but for the nonce.
#[tokio::test]
async fn case_34_unknown_users_and_wrong_passwords_are_told_the_same() {
    let app = App::new();
    let challenge = app.challenge("/", "SHA-256").await;
    for (username, password) in [
        ("john", "bye"),
        ("mary", "hello"),
        ("nopassword", ""),
        ("", ""),
    ] {
        let user = Credentials::new(&challenge, username, password, "/");
        app.refuses(&user, Reason::Invalid, &[username]).await;
    }
}

/// The response takes hex digits in either case. It must have all of them, and nothing else.
#[tokio::test]
async fn case_72_the_response() {
    let app = App::new();
    for algorithm in ["SHA-256", "MD5"] {
        let john = app.john("/", algorithm).await;
        let response = String::from_utf8(john.get("response").to_vec()).unwrap();
        app.passes("/", &john.set("response", response.to_uppercase()))
            .await;
        let half = &response[..response.len() / 2];
        for wrong in [
            "",
            "0",
            &response[1..],
            &format!("{response}0"),
            half,
            &"g".repeat(response.len()),
            &"\u{130}".repeat(32),
        ] {
            app.refuses(
                &john.nc(2).set("response", wrong),
                Reason::Invalid,
                &["john"],
            )
            .await;
        }
    }
}

/// The callback's own error is the answer, whatever the response is worth.
#[tokio::test]
async fn case_36_a_failing_callback() {
    let app = App::new();
    let challenge = app.challenge("/", "MD5").await;
    let user = Credentials::new(&challenge, "down", "x", "/");
    app.get("/", &user)
        .await
        .assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
    app.saw(&["down"]);
}

#[derive(Clone, Debug, PartialEq)]
struct User(u32);

#[digest_auth(realm = "Ha1", algorithm = "SHA-256", ha1, state = Seen)]
struct Ha1;

#[digest_auth(realm = "Ha1", algorithm = ["MD5-sess", "MD5"], ha1, state = Seen)]
struct OldHa1;

/// Returns the stored text, which the username asks for, as `sha256` or `blank`.
#[get_password(auth = [Ha1, OldHa1])]
fn ha1_of(username: &str, State(seen): State<Seen>) -> Option<(String, User)> {
    seen.record(username);
    let stored = match username {
        "sha256" => Ha1::ha1(username, "hello"),
        "upper" => Ha1::ha1(username, "hello").to_uppercase(),
        "md5" => OldHa1::ha1(username, "hello"),
        "elsewhere" => hash("SHA-256", &[b"elsewhere", b"Elsewhere", b"hello"]),
        "plain" => "hello".to_owned(),
        "blank" => String::new(),
        "spaces" => " ".repeat(64),
        "zeros" => "0".repeat(64),
        "zeros of md5" => "0".repeat(32),
        "null" => "null".to_owned(),
        _ => return None,
    };
    Some((stored, User(7)))
}

#[login_required(auth = Ha1)]
async fn ha1(user: CurrentUser<User>) -> String {
    user.0.0.to_string()
}

#[login_required(auth = OldHa1)]
async fn old_ha1(user: CurrentUser<User>) -> String {
    user.0.0.to_string()
}

fn router(seen: &Seen) -> Router {
    Router::new()
        .route("/sha256", get(ha1))
        .route("/md5", get(old_ha1))
        .with_state(seen.clone())
}

#[test]
fn ha1_is_the_rfcs() {
    assert_eq!(
        Ha1::ha1("john", "hello"),
        hash("SHA-256", &[b"john", b"Ha1", b"hello"])
    );
    assert_eq!(
        OldHa1::ha1("john", "hello"),
        hash("MD5", &[b"john", b"Ha1", b"hello"])
    );
}

#[tokio::test]
async fn cases_73_to_75_the_stored_ha1() {
    let seen = Seen::default();
    let app = router(&seen);
    for (path, algorithm, right) in [
        ("/sha256", "SHA-256", &["sha256", "upper"][..]),
        ("/md5", "MD5", &["md5"]),
        ("/md5", "MD5-sess", &["md5"]),
    ] {
        for username in [
            "sha256",
            "upper",
            "md5",
            "elsewhere",
            "plain",
            "blank",
            "spaces",
            "zeros",
            "zeros of md5",
            "null",
            "unknown",
        ] {
            let challenge = Challenge::of(&Call::get(path).send(&app).await, algorithm);
            let user = Credentials::new(&challenge, username, "hello", path);
            let answer = Call::get(path)
                .authorization(user.header())
                .send(&app)
                .await;
            if right.contains(&username) {
                answer.assert_ok("7");
            } else {
                answer.assert_error(Reason::Invalid, &answer.challenges());
            }
            // A forger may take the HA1 to be what a careless comparison makes of it.
            let zeros = "0".repeat(64);
            for ha1 in [
                "",
                "null",
                " ",
                "hello",
                &zeros,
                &zeros[..32],
                &" ".repeat(64),
            ] {
                let forged = user.nc(2);
                let forged = forged.set("response", forged.response_of(ha1, "GET"));
                let answer = Call::get(path)
                    .authorization(forged.header())
                    .send(&app)
                    .await;
                answer.assert_error(Reason::Invalid, &answer.challenges());
            }
        }
    }
    assert_eq!(
        seen.take().len(),
        3 * 11 * 8,
        "asked about every one of them"
    );
}

/// Cases 73 and 28: an empty password is no password, be it stored so or not.
#[tokio::test]
async fn case_73_nobody_has_an_empty_password() {
    let app = App::new();
    for algorithm in ["SHA-256", "MD5"] {
        let challenge = app.challenge("/", algorithm).await;
        for username in ["nopassword", "mary", "null"] {
            let user = Credentials::new(&challenge, username, "", "/");
            app.refuses(&user, Reason::Invalid, &[username]).await;
            let forged = user.set("response", user.response_of("", "GET"));
            app.refuses(&forged, Reason::Invalid, &[username]).await;
        }
    }
}
