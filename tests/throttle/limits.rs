//! The limits as a client meets them.

use std::time::Duration;

use httpauth::Reason;
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};

use super::apps::{app, pass, send, times};

const HOME: &str = "192.0.2.1";
const MINUTE: Duration = Duration::from_secs(60);

/// After ten failures the callback is not asked, whatever the password is. The answer says when to come again, and to
/// whom nothing.
#[tokio::test]
async fn case_118_ten_failures_and_a_429() {
    let (router, app) = app();
    for path in ["/", "/multi"] {
        // Both name one object, whose failures these are.
        assert_eq!(
            times(5, &router, path, HOME, ["john", "guess"]).await,
            [401; 5]
        );
    }
    app.seen.take();
    for path in ["/", "/multi", "/layered"] {
        let answer = send(&router, path, HOME, ["john", "hello"]).await;
        let seconds = answer.values("retry-after")[0].parse::<u64>().unwrap();
        assert!((900..=1013).contains(&seconds), "{seconds}");
        answer.assert_error(Reason::Throttled, &[]);
        assert_eq!(answer.status, 429);
        assert_eq!(answer.body, format!("throttled Some({seconds})"));
        assert_eq!(answer.values("cache-control"), ["no-store"]);
        assert!(answer.values("www-authenticate").is_empty());
    }
    app.seen.assert(&[]);
    // Others are not held up, neither at this address nor as this user.
    send(&router, "/", HOME, ["susan", "hello"])
        .await
        .assert_ok("susan");
    send(&router, "/", "192.0.2.2", ["john", "hello"])
        .await
        .assert_ok("john");
    pass(17 * MINUTE);
    send(&router, "/", HOME, ["john", "hello"])
        .await
        .assert_ok("john");
}

/// Case 118: an unknown user is answered as a known one, request for request.
#[tokio::test]
async fn case_118_unknown_users_count_alike() {
    let (router, _) = app();
    for address in 1..=11 {
        let address = format!("192.0.2.{address}");
        let known = times(12, &router, "/", &address, ["john", "guess"]).await;
        let unknown = times(12, &router, "/", &address, ["nobody", "guess"]).await;
        assert_eq!(known, unknown, "{address}");
        assert_eq!(known[10..], [429; 2]);
    }
}

/// Case 118: a field that the client writes changes nothing, and a network of IPv6 is one client.
#[tokio::test]
async fn case_118_a_forged_field_is_no_other_client() {
    let (router, _) = app();
    for guess in 0..12u16 {
        let call = Call::get("/")
            .header("x-real-ip", format!("2001:db8::{guess:x}"))
            .header("x-forwarded-for", format!("198.51.100.{guess}"))
            .header("forwarded", format!("for=198.51.100.{guess}"));
        let answer = call.basic("john", "guess").send(&router).await;
        assert_eq!(answer.status, if guess < 10 { 401 } else { 429 }, "{guess}");
    }
}

/// Case 118: strangers who try a user from many addresses hold him up at a new address, and not where he got in before.
#[tokio::test]
async fn case_118_strangers_do_not_lock_a_user_out() {
    let (router, _) = app();
    send(&router, "/", HOME, ["john", "hello"])
        .await
        .assert_ok("john");
    pass(29 * 24 * 60 * MINUTE);
    for address in 0..10 {
        let address = format!("198.51.100.{address}");
        assert_eq!(
            times(10, &router, "/", &address, ["john", "guess"]).await,
            [401; 10]
        );
    }
    for (address, status) in [("198.51.100.99", 429), (HOME, 200)] {
        assert_eq!(
            times(1, &router, "/", address, ["john", "hello"]).await,
            [status]
        );
    }
    pass(68 * MINUTE);
    assert_eq!(
        times(1, &router, "/", "198.51.100.99", ["john", "hello"]).await,
        [200]
    );
}

/// A client that tries many users is held up as a whole.
#[tokio::test]
async fn a_hundred_failures_of_a_client() {
    let (router, _) = app();
    for user in 0..100 {
        let user = format!("user{user}");
        assert_eq!(times(1, &router, "/", HOME, [&user, "guess"]).await, [401]);
    }
    assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [429]);
    // By Digest too, which is another object with the same throttle.
    assert_eq!(
        Call::get("/digest")
            .header("x-real-ip", HOME)
            .send(&router)
            .await
            .status,
        401
    );
}

/// A success forgets what its client failed as this user.
#[tokio::test]
async fn a_success_forgets() {
    let (router, _) = app();
    for _ in 0..3 {
        assert_eq!(
            times(9, &router, "/", HOME, ["john", "guess"]).await,
            [401; 9]
        );
        assert_eq!(times(1, &router, "/", HOME, ["john", "hello"]).await, [200]);
    }
}

/// Without an address only the user's limit counts, by whom the slot is empty and by whom it answers nothing.
#[tokio::test]
async fn without_an_address() {
    let (router, _) = app();
    for (path, address) in [("/nowhere", HOME), ("/", "none")] {
        assert_eq!(
            times(100, &router, path, address, ["john", "guess"]).await,
            [401; 100]
        );
        assert_eq!(
            times(1, &router, path, address, ["john", "hello"]).await,
            [429]
        );
        assert_eq!(
            times(1, &router, path, address, ["susan", "hello"]).await,
            [200]
        );
    }
}

/// A Digest response counts if it is wrong. One that is stale, or whose count was used, does not.
#[tokio::test]
async fn digest() {
    let (router, app) = app();
    let get = || Call::get("/digest").header("x-real-ip", HOME);
    let challenge = Challenge::of(&get().send(&router).await, "SHA-256");
    let john = Credentials::new(&challenge, "john", "hello", "/digest");
    let send = async |credentials: &Credentials| {
        get()
            .authorization(credentials.header())
            .send(&router)
            .await
    };
    let wrong = john.set("response", "0".repeat(64));
    for _ in 0..9 {
        assert_eq!(
            send(&wrong).await.error().unwrap().reason(),
            Reason::Invalid
        );
    }
    for _ in 0..20 {
        let forged = send(&john.set("nonce", "x").sign()).await;
        assert_eq!(forged.error().unwrap().reason(), Reason::Stale);
    }
    send(&john)
        .await
        .assert_is(axum::http::StatusCode::OK, &[], "john");
    for _ in 0..20 {
        assert_eq!(
            send(&john).await.error().unwrap().reason(),
            Reason::Replayed
        );
    }
    for _ in 0..10 {
        assert_eq!(
            send(&wrong).await.error().unwrap().reason(),
            Reason::Invalid
        );
    }
    app.seen.take();
    let answer = send(&john.nc(2)).await;
    answer.assert_error(Reason::Throttled, &[]);
    app.seen.assert(&[]);
    // What cannot be judged is refused for that, and does not count.
    let elsewhere = send(&john.set("uri", "/other").sign()).await;
    assert_eq!(elsewhere.error().unwrap().reason(), Reason::WrongTarget);
}

/// A multi object's member answers as by itself, and another member's credentials have no limit.
#[tokio::test]
async fn members() {
    let (router, _) = app();
    assert_eq!(
        times(11, &router, "/multi", HOME, ["john", "guess"]).await[9..],
        [401, 429]
    );
    let token = Call::get("/multi")
        .header("x-real-ip", HOME)
        .bearer("guess");
    token.send(&router).await.assert_error(
        Reason::Invalid,
        &[r#"Bearer realm="Authentication Required", error="invalid_token""#],
    );
}
