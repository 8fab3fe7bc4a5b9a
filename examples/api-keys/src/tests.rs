#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;
use std::time::Duration;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::keys::LIFE;
use super::*;

/// An answer over a socket, as status, head and body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Serves `app` on a port of its own.
async fn serve(app: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    address
}

/// Sends a request with these fields, each with its line's end, over a connection of its own.
async fn send(address: SocketAddr, request: &str, fields: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{request} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{fields}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

fn basic(credentials: &str) -> String {
    format!(
        "Authorization: Basic {}\r\n",
        BASE64_STANDARD.encode(credentials)
    )
}

fn key(key: &str) -> String {
    format!("X-API-Key: {key}\r\n")
}

async fn create(server: SocketAddr, credentials: &str) -> String {
    let made = send(server, "POST /keys", &basic(credentials)).await;
    assert_eq!(made.status, 201);
    assert!(
        made.head.contains("\r\ncache-control: no-store"),
        "{}",
        made.head
    );
    made.body
}

#[tokio::test]
async fn a_key_works_for_its_owner_until_it_is_deleted() {
    let server = serve(app()).await;
    let (johns, susans) = (
        create(server, "john:hello").await,
        create(server, "susan:bye").await,
    );
    assert_ne!(johns, susans);
    assert_eq!(
        send(server, "GET /", &key(&johns)).await.body,
        "Working for john"
    );
    assert_eq!(
        send(server, "GET /", &key(&susans)).await.body,
        "Working for susan"
    );
    let theft = send(server, "DELETE /keys/1", &basic("susan:bye")).await;
    assert_eq!((theft.status, theft.body.as_str()), (404, "no such key"));
    assert_eq!(send(server, "GET /", &key(&johns)).await.status, 200);
    let deleted = send(server, "DELETE /keys/1", &basic("john:hello")).await;
    assert_eq!((deleted.status, deleted.body.as_str()), (200, "deleted"));
    assert_eq!(send(server, "GET /", &key(&johns)).await.status, 401);
    assert_eq!(send(server, "GET /", &key(&susans)).await.status, 200);
}

#[tokio::test]
async fn a_key_is_shown_once_and_not_stored() {
    let keys = Keys::default();
    let made = keys.create("john", SystemTime::now()).unwrap();
    let secret = made.rsplit('_').next().unwrap();
    assert!(secret.len() > 40, "{secret}");
    let stored = keys.dump();
    assert!(stored.len() == 1 && !stored.concat().contains(secret));
    let server = serve(app()).await;
    let made = create(server, "john:hello").await;
    let listed = send(server, "GET /keys", &basic("john:hello")).await;
    assert_eq!(listed.body, "1 (90 days)");
    assert!(!listed.body.contains(&made));
}

/// Empty parts match nothing, and neither does a key of which a part is another's.
#[tokio::test]
async fn whatever_is_no_key_is_refused() {
    let server = serve(app()).await;
    let good = create(server, "john:hello").await;
    let other = create(server, "susan:bye").await;
    let [public, secret] = [1, 2].map(|part| good.split('_').nth(part).unwrap());
    let others_secret = other.split('_').nth(2).unwrap();
    let cut = good.get(..good.len() - 1).unwrap();
    for wrong in [
        "",
        "__",
        "example__",
        &format!("example_{public}_"),
        &format!("example__{secret}"),
        &format!("_{public}_{secret}"),
        &format!("other_{public}_{secret}"),
        &format!("example_{public}_{others_secret}"),
        &format!("{good}_"),
        "guessed",
        cut,
        &good.to_uppercase(),
    ] {
        let answer = send(server, "GET /", &key(wrong)).await;
        assert_eq!(answer.status, 401, "{wrong}");
        assert!(
            answer.head.contains("\r\nwww-authenticate: apikey"),
            "{}",
            answer.head
        );
    }
    let twice = format!("{}{}", key(&good), key(&good));
    assert_eq!(send(server, "GET /", &twice).await.status, 400);
    assert_eq!(send(server, "GET /", &key(&good)).await.status, 200);
}

/// Two keys are live while one is replaced, and no more. Those of another user do not count.
#[tokio::test]
async fn two_keys_while_one_is_replaced() {
    let server = serve(app()).await;
    let first = create(server, "john:hello").await;
    let second = create(server, "john:hello").await;
    create(server, "susan:bye").await;
    for live in [&first, &second] {
        assert_eq!(send(server, "GET /", &key(live)).await.status, 200);
    }
    let third = send(server, "POST /keys", &basic("john:hello")).await;
    assert_eq!(third.status, 409);
    assert_eq!(third.body, "2 keys are live, delete one of them first");
    send(server, "DELETE /keys/1", &basic("john:hello")).await;
    assert_eq!(send(server, "GET /", &key(&first)).await.status, 401);
    assert_eq!(send(server, "GET /", &key(&second)).await.status, 200);
    create(server, "john:hello").await;
}

/// A key works to the last moment of its life. Then it is not listed, and makes room.
#[test]
fn a_key_expires() {
    let keys = Keys::default();
    let start = SystemTime::now();
    let [last, end] = [start + LIFE - Duration::from_secs(1), start + LIFE];
    let key = keys.create("john", start).unwrap();
    keys.create("john", start).unwrap();
    assert!(keys.create("john", last).is_err());
    assert_eq!(keys.owner(&key, last).as_deref(), Some("john"));
    assert_eq!(keys.of("john", last), [(1, 1), (2, 1)]);
    assert_eq!(keys.owner(&key, end), None);
    assert_eq!(keys.of("john", end), []);
    let next = keys.create("john", end).unwrap();
    assert_eq!(keys.owner(&next, end).as_deref(), Some("john"));
    assert_eq!(keys.of("john", end), [(3, 90)]);
}

#[tokio::test]
async fn a_key_makes_no_keys_and_a_password_does_no_work() {
    let server = serve(app()).await;
    let made = create(server, "john:hello").await;
    assert_eq!(send(server, "POST /keys", &key(&made)).await.status, 401);
    assert_eq!(
        send(server, "GET /", &basic("john:hello")).await.status,
        401
    );
    assert_eq!(
        send(server, "POST /keys", &basic("john:hullo"))
            .await
            .status,
        401
    );
}

/// A form of a foreign page makes no key, though the browser adds the password.
#[tokio::test]
async fn a_page_of_another_site_makes_no_key() {
    let server = serve(app()).await;
    for (site, status) in [
        ("cross-site", 403),
        ("same-site", 403),
        ("same-origin", 201),
    ] {
        let fields = format!("Sec-Fetch-Site: {site}\r\n{}", basic("john:hello"));
        let answer = send(server, "POST /keys", &fields).await;
        assert_eq!(answer.status, status, "{site}");
    }
    let listed = send(server, "GET /keys", &basic("john:hello")).await;
    assert_eq!(listed.body, "1 (90 days)");
}
