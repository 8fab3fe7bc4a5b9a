//! The things that a nonce is bound to, and the life that an expression gives it.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use httpauth::{Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call};
use sha2::{Digest, Sha256};

use crate::apps::AppState;
use crate::store::Store;

/// Declares a function with an auth object of its own, which has the name and the realm of the others'.
macro_rules! object {
    ($function:ident) => {
        fn $function() -> Router {
            #[digest_auth(realm = "R", algorithm = "MD5")]
            struct Auth;

            #[get_password]
            fn get_password(username: &str) -> Option<&'static str> {
                (username == "john").then_some("hello")
            }

            #[login_required]
            async fn index() {}

            Router::new().route("/", get(index))
        }
    };
}

object!(one);
object!(two);

async fn challenge(app: &Router, path: &str) -> Challenge {
    Challenge::of(&Call::get(path).send(app).await, "MD5")
}

async fn send(app: &Router, path: &str, credentials: &Credentials) -> Answer {
    let call = Call::get(path).authorization(credentials.header());
    call.send(app).await
}

#[tokio::test]
async fn two_objects_of_one_name_and_realm_share_no_nonces() {
    let (one, two) = (one(), two());
    let own = challenge(&one, "/").await;
    let foreign = challenge(&two, "/").await;
    let john = Credentials::new(&own, "john", "hello", "/");
    let answer = send(&two, "/", &john).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
    // The nonce is refused even if the client brings the other's opaque, so that all but the nonce is right.
    let john = john.set("opaque", foreign.get("opaque").unwrap()).sign();
    let answer = send(&two, "/", &john).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Stale);
    let john = Credentials::new(&own, "john", "hello", "/");
    assert_eq!(send(&one, "/", &john).await.status, StatusCode::OK);
}

/// A nonce does not depend on the place of the object in its file, so that an edit elsewhere keeps the nonces that are
/// out. The test above tells that they are bound to the same things.
#[tokio::test]
async fn the_opaque_is_made_of_the_path_and_the_realm() {
    for (app, path) in [
        (one(), "digest::bound::one::Auth"),
        (two(), "digest::bound::two::Auth"),
    ] {
        let length = u64::try_from(path.len()).unwrap().to_be_bytes();
        let hash = Sha256::digest([&length[..], path.as_bytes(), b"R"].concat());
        let opaque = BASE64_URL_SAFE_NO_PAD.encode(&hash[..16]);
        assert_eq!(challenge(&app, "/").await.get("opaque"), Some(&*opaque));
    }
}

const MINUTE: Duration = Duration::from_secs(60);

/// Reads seconds from a text, as an environment might have it.
fn seconds(text: &str) -> Duration {
    Duration::from_secs(text.parse().unwrap_or_default())
}

#[digest_auth(nonce_ttl = MINUTE * 2, algorithm = "MD5", nonces = Store, state = AppState)]
struct TwoMinutes;

#[digest_auth(nonce_ttl = seconds("0"), algorithm = "MD5")]
struct Zero;

#[digest_auth(nonce_ttl = Duration::from_nanos(999_999), algorithm = "MD5")]
struct NearlyZero;

#[digest_auth(nonce_ttl = Duration::MAX, algorithm = "MD5")]
struct Endless;

#[digest_auth(nonce_ttl = Some(MINUTE).filter(Duration::is_zero).expect("a time"), algorithm = "MD5")]
struct Panics;

#[get_password(auth = [TwoMinutes, Zero, NearlyZero, Endless, Panics])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = TwoMinutes)]
async fn two_minutes() {}

#[login_required(auth = Zero)]
async fn zero() {}

#[login_required(auth = NearlyZero)]
async fn nearly_zero() {}

#[login_required(auth = Endless)]
async fn endless() {}

#[login_required(auth = Panics)]
async fn panics() {}

fn lives(state: AppState) -> Router {
    Router::new()
        .route("/two_minutes", get(two_minutes))
        .route("/zero", get(zero))
        .route("/nearly_zero", get(nearly_zero))
        .route("/endless", get(endless))
        .route("/panics", get(panics))
        .with_state(state)
}

#[tokio::test]
async fn a_nonce_lives_as_long_as_the_expression_says() {
    let state = AppState::default();
    let app = lives(state.clone());
    let path = "/two_minutes";
    let john = Credentials::new(&challenge(&app, path).await, "john", "hello", path);
    state.store.advance(119);
    assert_eq!(send(&app, path, &john).await.status, StatusCode::OK);
    state.store.advance(1);
    let answer = send(&app, path, &john.nc(2)).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Stale);
    let path = "/endless";
    let john = Credentials::new(&challenge(&app, path).await, "john", "hello", path);
    assert_eq!(send(&app, path, &john).await.status, StatusCode::OK);
}

/// Rather than a nonce that is stale when it comes back, without end.
#[tokio::test]
async fn a_life_of_nothing_is_a_500() {
    let app = lives(AppState::default());
    for path in ["/zero", "/nearly_zero", "/panics"] {
        for _ in 0..2 {
            let answer = Call::get(path).send(&app).await;
            answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
        }
    }
}
