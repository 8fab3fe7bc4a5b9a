//! The first member that the credentials belong to decides alone.

use axum::http::StatusCode;
use httpauth::Reason;
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Answer, Call};

use crate::apps::{App, BASIC, BEARER, KEY};

const INVALID: &str = r#"Bearer realm="T", error="invalid_token""#;

/// Asserts that the answer has every member's challenges, Digest's two first, a line each.
#[track_caller]
fn assert_all(answer: &Answer, reason: Reason) {
    let challenges = answer.challenges();
    let digest: Vec<_> = challenges.iter().take(2).copied().collect();
    assert!(digest[0].starts_with("Digest realm=\"D\"") && digest[0].contains("SHA-256"));
    assert!(digest[1].starts_with("Digest realm=\"D\"") && digest[1].contains("MD5"));
    answer.assert_refused(reason, &[digest[0], digest[1], BEARER, KEY, BASIC]);
}

#[tokio::test]
async fn case_93_no_credentials_all_challenges() {
    let app = App::new();
    for path in ["/", "/admin"] {
        assert_all(&app.send(Call::get(path), &[]).await, Reason::Missing);
    }
    let answer = app.send(Call::get("/nested"), &[]).await;
    answer.assert_refused(Reason::Missing, &[BEARER, KEY, BASIC]);
}

#[tokio::test]
async fn case_94_only_the_member_is_asked() {
    let app = App::new();
    for (call, saw, user) in [
        (Call::get("/").basic("john", "hello"), "basic john", "john"),
        (Call::get("/").bearer("of-mary"), "token of-mary", "mary"),
        (
            Call::get("/").header("x-api-key", "of-mary"),
            "token of-mary",
            "mary",
        ),
        (
            Call::get("/nested").basic("john", "hello"),
            "basic john",
            "john",
        ),
        (
            Call::get("/nested").bearer("of-mary"),
            "token of-mary",
            "mary",
        ),
        (
            Call::get("/nested").header("x-api-key", "of-mary"),
            "token of-mary",
            "mary",
        ),
    ] {
        let answer = app.send(call, &[saw]).await;
        answer.assert_ok(&format!("Hello, {user}!"));
    }
    let challenge = Challenge::of(&app.send(Call::get("/"), &[]).await, "MD5");
    let john = Credentials::new(&challenge, "john", "hello", "/");
    let answer = app
        .send(
            Call::get("/").authorization(john.header()),
            &["digest john"],
        )
        .await;
    answer.assert_ok("Hello, john!");
    assert_eq!(info(&answer, "rspauth"), Some(john.rspauth()));
    // The stale answer of a member is its own too.
    let foreign = john.set("nonce", "x").sign();
    let answer = app
        .send(
            Call::get("/").authorization(foreign.header()),
            &["digest john"],
        )
        .await;
    answer.assert_error(Reason::Stale, &answer.challenges());
    assert_eq!(answer.challenges().len(), 2);
    assert!(
        answer
            .challenges()
            .iter()
            .all(|value| value.ends_with(", stale=true"))
    );
}

#[tokio::test]
async fn case_95_an_unknown_scheme_all_challenges() {
    let app = App::new();
    for (field, reason) in [
        ("Negotiate abc", Reason::OtherScheme),
        ("Basicx abc", Reason::OtherScheme),
        ("token-without-scheme", Reason::Missing),
        ("", Reason::Missing),
        ("of-mary", Reason::Missing),
    ] {
        for path in ["/", "/optional"] {
            let answer = app.send(Call::get(path).authorization(field), &[]).await;
            assert_all(&answer, reason);
        }
    }
    let call = Call::get("/")
        .authorization("Negotiate abc")
        .authorization("Other x");
    let answer = app.send(call, &[]).await;
    assert_all(&answer, Reason::Repeated);
}

#[tokio::test]
async fn case_96_the_scheme_in_any_case() {
    let app = App::new();
    for (field, saw) in [
        ("bAsIc am9objpoZWxsbw==", "basic john"),
        ("BEARER of-john", "token of-john"),
    ] {
        let answer = app.send(Call::get("/").authorization(field), &[saw]).await;
        answer.assert_ok("Hello, john!");
    }
}

/// Neither a failure nor an error is a reason to ask a weaker member, even if its credentials are there and right.
#[tokio::test]
async fn case_97_no_fall_through() {
    let app = App::new();
    let key = |call: Call| call.header("x-api-key", "of-mary");
    let answer = app
        .send(key(Call::get("/").bearer("wrong")), &["token wrong"])
        .await;
    answer.assert_refused(Reason::Invalid, &[INVALID]);
    let answer = app
        .send(key(Call::get("/").bearer("down")), &["token down"])
        .await;
    answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
    let answer = app.send(key(Call::get("/").bearer("two words")), &[]).await;
    answer.assert_refused(Reason::Malformed, &[INVALID]);
    let answer = app
        .send(
            key(Call::get("/").authorization("Digest username=\"john\"")),
            &[],
        )
        .await;
    answer.assert_error(Reason::Malformed, &answer.challenges());
    assert_eq!(answer.challenges().len(), 2);
    // The key's object stands before Basic, so that it decides though the password is right.
    let call = Call::get("/")
        .basic("john", "hello")
        .header("x-api-key", "wrong");
    let answer = app.send(call, &["token wrong"]).await;
    answer.assert_refused(Reason::Invalid, &[KEY]);
    // Two members' credentials in two fields of one name are no choice, whoever else has some.
    let call = Call::get("/").basic("john", "hello").bearer("of-mary");
    assert_all(&app.send(key(call), &[]).await, Reason::Repeated);
    let call = Call::get("/").basic("down", "hello");
    app.send(call, &["basic down"])
        .await
        .assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
}

#[tokio::test]
async fn cases_98_and_100_optional() {
    let app = App::new();
    app.send(Call::get("/optional"), &[])
        .await
        .assert_ok("Hello, nobody!");
    let call = Call::get("/optional").bearer("of-mary");
    app.send(call, &["token of-mary"])
        .await
        .assert_ok("Hello, mary!");
    let call = Call::get("/optional").bearer("wrong");
    let answer = app.send(call, &["token wrong"]).await;
    answer.assert_refused(Reason::Invalid, &[INVALID]);
}

#[tokio::test]
async fn each_members_own_roles() {
    let app = App::new();
    let call = Call::get("/admin").basic("john", "hello");
    app.send(call, &["basic john", "roles of humans"])
        .await
        .assert_ok("Hello, john!");
    let call = Call::get("/admin").bearer("of-john");
    let answer = app
        .send(call, &["token of-john", "roles of machines"])
        .await;
    let scope = r#"Bearer realm="T", error="insufficient_scope", scope="admin""#;
    answer.assert_refused(Reason::Forbidden, &[scope]);
    let call = Call::get("/admin").header("x-api-key", "of-nobody");
    let answer = app
        .send(call, &["token of-nobody", "roles of machines"])
        .await;
    answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
    for (call, saw) in [
        (Call::get("/nested/machine").bearer("of-m"), "token of-m"),
        (
            Call::get("/nested/machine").header("x-api-key", "of-m"),
            "token of-m",
        ),
    ] {
        app.send(call, &[saw, "roles of machines"])
            .await
            .assert_ok("Hello, m!");
    }
    let call = Call::get("/nested/machine").basic("john", "hello");
    let answer = app.send(call, &["basic john", "roles of humans"]).await;
    answer.assert_refused(Reason::Forbidden, &[BASIC]);
}

/// Case 114 holds for the credentials of every member, also of a member that is a multi object, whichever member
/// decides.
#[tokio::test]
async fn case_114_the_credentials_of_all_members_are_marked_sensitive() {
    let app = App::new();
    let call = Call::get("/sensitive")
        .basic("john", "hello")
        .header("x-api-key", "of-mary");
    let answer = app.send(call, &["basic john"]).await;
    answer.assert_ok("authorization;x-api-key");
}
