use super::*;
use crate::keys::{FLOOR, Keys, LIFE};

/// A server that cannot be reached makes no token good and none bad.
#[tokio::test]
async fn without_keys_nobody_judges() {
    let server = Server::start(vec![]).await;
    server.has(None);
    let validator = server.validator();
    for _ in 0..3 {
        let found = validator.validate(&token_with(|_, _| {})).await;
        assert_eq!(found, Err(Unavailable));
    }
    assert_eq!(server.asked(), 1, "a failing server is spared too");
    assert_eq!(validator.validate("opaque").await, Ok(None));
    assert_eq!(Unavailable.into_response().status(), 503);

    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let uri = format!("http://{}/jwks", nobody.local_addr().unwrap());
    drop(nobody);
    let validator = Server { uri, ..server }.validator();
    let found = validator.validate(&token_with(|_, _| {})).await;
    assert_eq!(found, Err(Unavailable));
}

/// The steps are seconds, the keys that the server has then, and what is found out about key `two`.
#[tokio::test]
async fn keys_rotate() {
    let server = Server::start(vec![]).await;
    let keys = Arc::new(Keys::new(http_client().unwrap(), server.uri.clone()));
    let begin = Instant::now();
    let one = || Some(vec![jwk(1, "one")]);
    let two = || Some(vec![jwk(1, "one"), jwk(2, "two")]);
    let (floor, life) = (FLOOR.as_secs(), LIFE.as_secs());
    let old = floor + life;
    let again = old + floor;
    for (what, after, has, found, asked) in [
        ("not yet there", 0, one(), Ok(false), 1),
        ("new, but too soon to ask", floor - 1, two(), Ok(false), 1),
        ("new", floor, two(), Ok(true), 2),
        ("known", floor * 2, None, Ok(true), 2),
        ("withdrawn, but not yet old", old - 1, one(), Ok(true), 2),
        ("old, and the server fails", old, None, Err(Unavailable), 3),
        ("too soon to ask", again - 1, two(), Err(Unavailable), 3),
        ("there again", again, two(), Ok(true), 4),
        ("withdrawn", again + life, one(), Ok(false), 5),
    ] {
        server.has(has);
        let answer = keys.find("two", begin + Duration::from_secs(after)).await;
        assert_eq!(answer.map(|key| key.is_some()), found, "{what}");
        assert_eq!(server.asked(), asked, "{what}");
    }
}

/// Requests that come at once share a fetch, and one whose client hangs up does not undo it.
#[tokio::test]
async fn a_fetch_is_shared_and_ends() {
    let server = Server::start(vec![jwk(1, "one")]).await;
    let keys = Arc::new(Keys::new(http_client().unwrap(), server.uri.clone()));
    let now = Instant::now();
    let closed = server.gate.lock().await;
    let mut hangs_up = Box::pin(keys.find("one", now));
    while server.asked() == 0 {
        let waiting = tokio::time::timeout(Duration::ZERO, &mut hangs_up).await;
        assert!(waiting.is_err());
    }
    drop((hangs_up, closed));
    let found = tokio::join!(
        keys.find("one", now),
        keys.find("one", now),
        keys.find("two", now)
    );
    assert!(found.0.unwrap().is_some() && found.1.unwrap().is_some());
    assert!(found.2.unwrap().is_none());
    assert_eq!(server.asked(), 1);
}
