//! A server on a real socket, and clients that send it what they like.

use std::net::SocketAddr;

use axum::Router;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::Answer;
use crate::gate::patiently;

/// A router served on a port of its own.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Serves the router on `127.0.0.1`. A handler can ask for its client's address (`ConnectInfo<SocketAddr>`).
    pub async fn start(app: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, app).with_graceful_shutdown(async {
            // A dropped sender stops it as well.
            let _ = stopped.await;
        });
        let task = tokio::spawn(server.into_future());
        Self {
            address,
            stop,
            task,
        }
    }

    /// Returns the address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns a new connection to it.
    pub async fn connect(&self) -> Connection {
        Connection::to(self.address).await
    }

    /// Returns the answer to these bytes, sent over a connection of their own.
    pub async fn send(&self, request: impl AsRef<[u8]>) -> Answer {
        self.connect().await.send(request).await
    }

    /// Stops the server and waits until its last connection is done. All clients must be dropped before.
    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
    }
}

/// A connection that sends bytes as they are.
#[derive(Debug)]
pub struct Connection(TcpStream);

impl Connection {
    /// Returns a new connection to this address.
    pub async fn to(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    /// Sends the bytes and reads one answer, of HTTP/1.1 with a `Content-Length`.
    pub async fn send(&mut self, request: impl AsRef<[u8]>) -> Answer {
        self.write(request).await;
        let mut answer = self.head().await;
        let length = answer.headers.get("content-length");
        let length = length.map_or(0, |length| length.to_str().unwrap().parse().unwrap());
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await.unwrap();
        answer.body = String::from_utf8(body).unwrap();
        answer
    }

    /// Sends the bytes.
    pub async fn write(&mut self, bytes: impl AsRef<[u8]>) {
        // A server that has seen enough may close before it has read everything. Its answer can still be read.
        let _ = self.0.write_all(bytes.as_ref()).await;
    }

    /// Sends the bytes. Returns false if the server does not take them any more.
    pub async fn try_write(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).await.is_ok()
    }

    /// Reads the head of an answer and no byte of its body.
    pub async fn head(&mut self) -> Answer {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let byte = patiently(self.0.read_u8()).await;
            head.push(byte.expect("the head of an answer"));
        }
        parse(&String::from_utf8(head).unwrap())
    }

    /// Reads all that is left, until the server closes the connection.
    pub async fn rest(mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        patiently(self.0.read_to_end(&mut rest)).await.unwrap();
        rest
    }
}

/// Returns the status line and the fields.
fn parse(head: &str) -> Answer {
    let (status, fields) = head.split_once("\r\n").unwrap();
    let code = status.split(' ').nth(1).unwrap();
    let fields = fields.lines().filter(|line| !line.is_empty());
    let headers: HeaderMap = fields
        .map(|field| {
            let (name, value) = field.split_once(':').unwrap();
            let name = HeaderName::try_from(name).unwrap();
            (name, HeaderValue::try_from(value.trim()).unwrap())
        })
        .fold(HeaderMap::new(), |mut headers, (name, value)| {
            headers.append(name, value);
            headers
        });
    Answer {
        status: StatusCode::try_from(code.as_bytes()).unwrap(),
        headers,
        extensions: Extensions::default(),
        body: String::new(),
    }
}
