//! Cases 42 and 63 to 71: nothing but what the challenge offered, for the method that was signed.

use axum::http::Method;
use httpauth::Reason;
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};

use crate::apps::App;

const ALL: [&str; 6] = [
    "SHA-512-256-sess",
    "SHA-512-256",
    "SHA-256-sess",
    "SHA-256",
    "MD5-sess",
    "MD5",
];

/// Each algorithm of the RFC works over one nonce, in the order of the attribute. The case of its letters does not
/// matter.
#[tokio::test]
async fn case_70_all_algorithms() {
    let app = App::new();
    let challenges = Challenge::all(&Call::get("/all").send(&app.router).await);
    let offered: Vec<_> = challenges
        .iter()
        .map(|challenge| challenge.get("algorithm"))
        .collect();
    assert_eq!(offered, ALL.map(Some));
    assert!(
        challenges
            .iter()
            .all(|challenge| challenge.get("nonce") == challenges[0].get("nonce"))
    );
    let mut nc = 0;
    for challenge in &challenges {
        let john = Credentials::new(challenge, "john", "hello", "/all");
        let name = String::from_utf8(john.get("algorithm").to_vec()).unwrap();
        for name in [name.clone(), name.to_lowercase(), name.to_uppercase()] {
            nc += 1;
            // The credentials are signed first, since our client finds `-sess` in this case only.
            app.passes("/all", &john.nc(nc).set("algorithm", name))
                .await;
        }
    }
}

/// Signed for one algorithm, said to be another one.
#[tokio::test]
async fn algorithms_are_not_mixed_up() {
    let app = App::new();
    for signed in ALL {
        let john = app.john("/all", signed).await;
        for said in ALL.into_iter().filter(|said| *said != signed) {
            let answer = app.get("/all", &john.set("algorithm", said)).await;
            answer.assert_error(Reason::Invalid, &answer.challenges());
            app.saw(&["john"]);
        }
    }
}

/// Case 71: the session is that of the request's own nonces, so another cnonce is another session, signed or not.
#[tokio::test]
async fn case_71_a_session_with_another_cnonce() {
    let app = App::new();
    let john = app.john("/all", "SHA-256-sess").await;
    app.passes("/all", &john).await;
    app.passes("/all", &john.set("cnonce", "another").nc(2))
        .await;
    let changed = john.nc(3).set("cnonce", "yet another");
    let answer = app.get("/all", &changed).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
}

#[tokio::test]
async fn case_63_another_method() {
    let app = App::new();
    let john = app.johns_first().await;
    for method in [
        Method::HEAD,
        Method::POST,
        Method::OPTIONS,
        Method::from_bytes(b"get").unwrap(),
    ] {
        let call = Call::new(method, "/").authorization(john.header());
        let answer = call.send(&app.router).await;
        answer.assert_error(Reason::Invalid, &answer.challenges());
        app.saw(&["john"]);
    }
    for (nc, method) in (1..).zip([Method::HEAD, Method::POST, Method::OPTIONS]) {
        let signed = john.nc(nc).method(method.as_str());
        let answer = Call::new(method, "/")
            .authorization(signed.header())
            .send(&app.router)
            .await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn case_64_another_realm() {
    let app = App::new();
    let john = app.johns_first().await;
    for realm in ["", "Elsewhere", "staff only", "Staff only ", "Staff\\ only"] {
        let other = john.set("realm", realm);
        app.refuses(&other, Reason::Invalid, &[]).await;
        app.refuses(&other.sign(), Reason::Invalid, &[]).await;
    }
}

#[tokio::test]
async fn case_65_opaque_comes_back_as_it_was() {
    let app = App::new();
    let john = app.johns_first().await;
    app.refuses(&john.without("opaque"), Reason::Invalid, &[])
        .await;
    let elsewhere = app.challenge("/elsewhere", "MD5").await;
    let upper = String::from_utf8(john.get("opaque").to_ascii_uppercase()).unwrap();
    for opaque in ["", "x", elsewhere.get("opaque").unwrap(), &upper] {
        app.refuses(&john.set("opaque", opaque), Reason::Invalid, &[])
            .await;
    }
    app.passes("/", &john).await;
}

/// A client that knows better than to be talked down to the form without counts.
#[tokio::test]
async fn case_66_qop_cannot_be_left_out() {
    let app = App::new();
    let legacy = app
        .johns_first()
        .await
        .without("qop")
        .without("nc")
        .without("cnonce");
    app.refuses(&legacy, Reason::Invalid, &[]).await;
    app.refuses(&legacy.sign(), Reason::Invalid, &[]).await;
}

/// This is case 68 as well. `auth-int` is not offered, so there is no body to tamper with.
#[tokio::test]
async fn case_67_auth_int_was_not_offered() {
    let app = App::new();
    let john = app.johns_first().await;
    app.refuses(&john.set("qop", "auth-int").sign(), Reason::Invalid, &[])
        .await;
    for qop in ["auth,auth-int", "", "none", "auth2"] {
        app.refuses(&john.set("qop", qop).sign(), Reason::Malformed, &[])
            .await;
    }
    assert!(
        Call::get("/")
            .send(&app.router)
            .await
            .challenges()
            .iter()
            .all(|value| !value.contains("auth-int"))
    );
}

#[tokio::test]
async fn case_69_a_weaker_algorithm_was_not_offered() {
    let app = App::new();
    let john = app.john("/strong", "SHA-256").await;
    for algorithm in ["MD5", "MD5-sess", "SHA-256-sess", "SHA-512-256"] {
        let weak = john.set("algorithm", algorithm).sign();
        let answer = app.get("/strong", &weak).await;
        answer.assert_error(Reason::Invalid, &answer.challenges());
        app.saw(&[]);
    }
    // Without the parameter it is MD5 (RFC 7616 section 3.3), whatever was hashed.
    for john in [john.without("algorithm"), john.without("algorithm").sign()] {
        let answer = app.get("/strong", &john).await;
        answer.assert_error(Reason::Invalid, &answer.challenges());
        app.saw(&[]);
    }
    app.passes("/", &app.john("/", "MD5").await.without("algorithm"))
        .await;
    app.refuses(
        &app.johns_first().await.set("algorithm", "SHA-1"),
        Reason::Malformed,
        &[],
    )
    .await;
}

#[tokio::test]
async fn case_42_userhash_was_not_offered() {
    let app = App::new();
    let john = app.johns_first().await;
    for value in ["true", "TRUE", "yes", ""] {
        app.refuses(&john.set("userhash", value), Reason::Malformed, &[])
            .await;
    }
    app.passes("/", &john.set("userhash", "false")).await;
    assert!(
        Call::get("/")
            .send(&app.router)
            .await
            .challenges()
            .iter()
            .all(|value| !value.contains("userhash"))
    );
}

/// Wrong credentials are refused where none are needed too, and a missing role is 403 (cases 98 to 100 and 106).
#[tokio::test]
async fn optional_and_roles() {
    let app = App::new();
    Call::get("/optional")
        .send(&app.router)
        .await
        .assert_ok("Hello, nobody!");
    app.saw(&[]);
    let john = app
        .john("/", "SHA-256")
        .await
        .set("uri", "/optional")
        .sign();
    app.passes("/optional", &john).await;
    let answer = app
        .get("/optional", &john.nc(2).set("response", "0".repeat(64)))
        .await;
    crate::apps::assert_refused(&answer, Reason::Invalid);
    app.saw(&["john"]);

    let answer = app
        .get("/admin", &app.john("/admin", "SHA-256").await)
        .await;
    crate::apps::assert_refused(&answer, Reason::Forbidden);
    app.saw(&["john", "roles of john", "claim 00000001"]);
    let answer = app
        .get("/johns", &app.john("/johns", "SHA-256").await)
        .await;
    answer.assert_ok("Hello, john!");
}
