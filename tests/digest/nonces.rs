//! Cases 44 to 47, 52 to 58 and 76 to 79: each count of each nonce once, within the nonce's life, and only for right responses.

use httpauth::Reason;
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};

use crate::apps::{App, assert_refused};
use crate::store::Store;

#[tokio::test]
async fn case_44_replay_is_401() {
    let app = App::new();
    let john = app.johns_first().await;
    app.passes("/", &john).await;
    for _ in 0..2 {
        app.refuses(&john, Reason::Replayed, &["john", "claim 00000001"])
            .await;
    }
    app.passes("/", &john.nc(2)).await;
}

#[tokio::test]
async fn case_45_another_cnonce_is_no_other_count() {
    let app = App::new();
    let john = app.johns_first().await;
    app.passes("/", &john).await;
    let other = john.set("cnonce", "another").sign();
    app.refuses(&other, Reason::Replayed, &["john", "claim 00000001"])
        .await;
}

#[tokio::test]
async fn case_46_no_count_is_zero() {
    let app = App::new();
    let zero = app.johns_first().await.nc(0);
    for _ in 0..2 {
        app.refuses(&zero, Reason::Malformed, &[]).await;
    }
}

#[tokio::test]
async fn case_47_a_count_is_eight_hex_digits() {
    let app = App::new();
    let john = app.johns_first().await;
    let long = "0".repeat(2 << 20) + "1";
    for nc in [
        "",
        "1",
        "0000001",
        "000000001",
        "0x000001",
        "+0000001",
        "-0000001",
        "0000000g",
        "\"00000001 \"",
        &long,
    ] {
        app.refuses(&john.set("nc", nc).sign(), Reason::Malformed, &[])
            .await;
    }
    app.passes("/", &john.set("nc", "0000000A").sign()).await;
}

#[tokio::test]
async fn cases_52_and_53_an_expired_nonce_is_stale_for_the_right_password_only() {
    let app = App::new();
    let john = app.johns_first().await;
    app.store.advance(299);
    app.passes("/", &john).await;
    app.store.advance(1);
    app.refuses(&john.nc(2), Reason::Stale, &["john"]).await;
    // A used count is stale as well, since it is forgotten with the nonce.
    app.refuses(&john, Reason::Stale, &["john"]).await;
    let wrong = john.set("response", "0".repeat(64));
    app.refuses(&wrong, Reason::Invalid, &["john"]).await;
    let unknown = john.set("username", "mary").sign();
    app.refuses(&unknown, Reason::Invalid, &["mary"]).await;
}

/// The client takes the new nonce of the stale answer, and needs no new password.
#[tokio::test]
async fn case_54_an_evicted_nonce_is_stale() {
    let app = App::new();
    let john = app.johns_first().await;
    app.passes("/", &john).await;
    app.store.evict_all();
    app.refuses(&john.nc(2), Reason::Stale, &["john", "claim 00000002"])
        .await;
    let wrong = john.nc(2).set("response", "0".repeat(64));
    app.refuses(&wrong, Reason::Invalid, &["john"]).await;
    let answer = app.get("/", &john.nc(3)).await;
    app.saw(&["john", "claim 00000003"]);
    let next = Credentials::new(&Challenge::of(&answer, "SHA-256"), "john", "hello", "/");
    app.passes("/", &next).await;
}

/// A client that forges a nonce without the password is told that the response is wrong. A client with the password
/// gets a nonce that is not forged.
#[tokio::test]
async fn case_55_a_forged_nonce() {
    let app = App::new();
    let john = app.johns_first().await;
    let nonce = String::from_utf8(john.get("nonce").to_vec()).unwrap();
    let swapped = nonce.chars().rev().collect::<String>();
    for forged in [
        "",
        "x",
        "dcd98b7102dd2f0e8b11d0f600bfb0c093",
        &swapped,
        &format!("{nonce}="),
        &nonce[1..],
    ] {
        let john = john.set("nonce", forged);
        app.refuses(&john, Reason::Invalid, &["john"]).await;
        app.refuses(&john.sign(), Reason::Stale, &["john"]).await;
    }
    app.refuses(
        &john.set("nonce", b"\xff\xfe").sign(),
        Reason::Stale,
        &["john"],
    )
    .await;
}

#[tokio::test]
async fn case_56_a_clock_that_steps_lets_nothing_in() {
    let app = App::new();
    let john = app.johns_first().await;
    app.passes("/", &john).await;
    app.store.step_back(1);
    app.refuses(&john.nc(2), Reason::Stale, &["john"]).await;
    app.store.advance(1);
    app.refuses(&john, Reason::Replayed, &["john", "claim 00000001"])
        .await;
    app.store.advance(100_000);
    app.refuses(&john.nc(2), Reason::Stale, &["john"]).await;
    app.store.step_back(100_000);
    app.refuses(&john, Reason::Replayed, &["john", "claim 00000001"])
        .await;
}

/// The key and the store are the same, the realm or the object is not.
#[tokio::test]
async fn case_57_a_nonce_is_for_one_object_and_realm() {
    let app = App::new();
    for (path, algorithm) in [
        ("/elsewhere", "SHA-256"),
        ("/strong", "SHA-256"),
        ("/all", "MD5"),
    ] {
        let foreign = app.challenge(path, algorithm).await;
        let own = app.challenge("/", algorithm).await;
        let replayed = Credentials::new(&foreign, "john", "hello", "/");
        app.refuses(&replayed, Reason::Invalid, &[]).await;
        // With everything but the nonce as it should be, it is a nonce that is not ours.
        let nonce = foreign.get("nonce").unwrap();
        let john = Credentials::new(&own, "john", "hello", "/")
            .set("nonce", nonce)
            .sign();
        app.refuses(&john, Reason::Stale, &["john"]).await;
    }
}

/// The nonce does not remember who used it. After a change of the password the old one is wrong at once.
#[tokio::test]
async fn case_58_the_password_is_looked_up_each_time() {
    let app = App::new();
    let challenge = app.challenge("/", "SHA-256").await;
    app.passes("/", &Credentials::new(&challenge, "john", "hello", "/"))
        .await;
    let old = Credentials::new(&challenge, "john", "hello, old", "/").nc(2);
    app.refuses(&old, Reason::Invalid, &["john"]).await;
}

/// Strangers cannot use up a user's counts or fill the table, since the table is asked about right responses only.
#[tokio::test]
async fn cases_76_and_77_wrong_responses_touch_no_table() {
    let app = App::new();
    let john = app.johns_first().await;
    for nc in 1..=20 {
        let wrong = john.nc(nc).set("response", "0".repeat(64));
        app.refuses(&wrong, Reason::Invalid, &["john"]).await;
        Call::get("/").send(&app.router).await;
    }
    app.passes("/", &john).await;
}

/// Cases 79 and 57: a restart costs one stale answer, a second process with the same secret nothing.
#[tokio::test]
async fn case_79_a_restart_is_stale() {
    let app = App::new();
    let john = app.johns_first().await;
    let restarted = App::with(app.store.with_another_key());
    restarted.refuses(&john, Reason::Stale, &["john"]).await;
    let wrong = john.set("response", "0".repeat(64));
    restarted.refuses(&wrong, Reason::Invalid, &["john"]).await;

    let secret = b"a secret of sixteen bytes or more";
    let (one, two) = (Store::with_secret(secret), Store::with_secret(secret));
    let john = App::with(one).johns_first().await;
    App::with(two).passes("/", &john).await;
}

/// The legacy form has no counts. A nonce is good for its life, and no store is asked.
#[tokio::test]
async fn the_legacy_form_lives_by_the_clock() {
    let app = App::new();
    let john = app.john("/legacy", "MD5").await;
    assert!(john.get("nc").is_empty());
    for _ in 0..2 {
        let answer = app.get("/legacy", &john).await;
        answer.assert_ok("Hello, john!");
        assert_eq!(answer.values("authentication-info"), [""; 0]);
        app.saw(&["john"]);
    }
    app.store.advance(300);
    let answer = app.get("/legacy", &john).await;
    answer.assert_error(Reason::Stale, &answer.challenges());
    assert!(answer.challenges()[0].ends_with(", stale=true"));
    app.saw(&["john"]);
    // Nor may protection be brought along where none was offered.
    let john = app.john("/legacy", "MD5").await;
    let john = john.set("qop", "auth").set("cnonce", "c").nc(1);
    let answer = app.get("/legacy", &john).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
}

/// An answer that refuses has the body and the error of any other (the other tests look at the challenges).
#[tokio::test]
async fn the_first_answer_is_a_plain_challenge() {
    let app = App::new();
    assert_refused(&Call::get("/").send(&app.router).await, Reason::Missing);
    app.saw(&[]);
}
