#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::*;

/// Of werkzeug's `generate_password_hash("hello", "scrypt:1024:8:1")`, as a Flask application stores it.
const FROM_FLASK: &str = "scrypt:1024:8:1$4Hx70PM4SZyUWHLN$948ec124ba2ae2403b1e2deb086edc964465de603c262b0508bb81db7fbd04b34479b4f125c831a74f2855e2b3de5f5ca93d39c010f91f5752cfcd15196b36e9";

/// A database in a directory of its own, which goes with it.
struct Database(PathBuf);

impl Database {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("example-sqlite-users-{}-{count}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        std::fs::create_dir(&directory).unwrap();
        Self(directory)
    }

    async fn open(&self) -> Users {
        Users::open(&self.0.join("users.sqlite")).await.unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

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

async fn get(address: SocketAddr, target: &str, credentials: &str) -> (u16, String) {
    let answer = send(address, &format!("GET {target}"), &basic(credentials)).await;
    (answer.status, answer.body)
}

fn ok(body: &str) -> (u16, String) {
    (200, body.to_owned())
}

async fn put(users: &Users, name: &str, password: &str, roles: &[Role]) {
    let password_hash = password::hash(password).unwrap();
    users.put(name, &password_hash, roles).await.unwrap();
}

#[tokio::test]
async fn users_and_roles_come_from_the_database() {
    let database = Database::new();
    let users = database.open().await;
    put(&users, "john", "hello", &[Role::User]).await;
    put(&users, "susan", "bye", &[Role::User, Role::Admin]).await;
    let server = serve(app(users)).await;
    assert_eq!(send(server, "GET /", "").await.body, "Hello, stranger!");
    assert_eq!(get(server, "/", "john:hello").await, ok("Hello, john!"));
    assert_eq!(get(server, "/users", "susan:bye").await, ok("john, susan"));
    assert_eq!(get(server, "/users", "john:hello").await.0, 403);
    for wrong in ["john:hullo", "john:", "nobody:hello", "' OR 1=1 --:hello"] {
        let answer = send(server, "GET /", &basic(wrong)).await;
        assert_eq!(answer.status, 401, "{wrong}");
        assert!(
            answer.head.contains("\r\nwww-authenticate: basic "),
            "{}",
            answer.head
        );
    }
}

#[tokio::test]
async fn the_database_is_made_once_and_found_again() {
    let database = Database::new();
    let users = database.open().await;
    put(&users, "john", "hello", &[Role::Admin]).await;
    users.close().await;
    let server = serve(app(database.open().await)).await;
    assert_eq!(get(server, "/users", "john:hello").await, ok("john"));
}

#[tokio::test]
async fn what_changes_counts_from_the_next_request_on() {
    let database = Database::new();
    let users = database.open().await;
    put(&users, "john", "hello", &[Role::Admin]).await;
    let server = serve(app(users.clone())).await;
    assert_eq!(get(server, "/users", "john:hello").await.0, 200);
    put(&users, "john", "goodbye", &[Role::User]).await;
    assert_eq!(get(server, "/", "john:hello").await.0, 401);
    assert_eq!(get(server, "/", "john:goodbye").await.0, 200);
    assert_eq!(get(server, "/users", "john:goodbye").await.0, 403);
    users.delete("john").await.unwrap();
    assert_eq!(get(server, "/", "john:goodbye").await.0, 401);
}

#[tokio::test]
async fn a_hash_of_flask_is_taken_and_renewed() {
    let database = Database::new();
    let users = database.open().await;
    users.put("john", FROM_FLASK, &[]).await.unwrap();
    let server = serve(app(users.clone())).await;
    assert_eq!(get(server, "/", "john:hullo").await.0, 401);
    let stored = users.find("john").await.unwrap().unwrap().password_hash;
    assert_eq!(stored, FROM_FLASK);
    assert_eq!(get(server, "/", "john:hello").await.0, 200);
    let stored = users.find("john").await.unwrap().unwrap().password_hash;
    assert!(stored.starts_with("$argon2id$"), "{stored}");
    assert_eq!(get(server, "/", "john:hello").await.0, 200);
}

#[tokio::test]
async fn a_database_that_fails_is_a_503() {
    let database = Database::new();
    let users = database.open().await;
    put(&users, "john", "hello", &[]).await;
    let server = serve(app(users.clone())).await;
    users.close().await;
    let answer = send(server, "GET /", &basic("john:hello")).await;
    assert_eq!((answer.status, answer.body.as_str()), (503, ""));
    assert!(!answer.head.contains("www-authenticate"), "{}", answer.head);
}
