//! A client of HTTP/2, by prior knowledge.

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::client::conn::http2::{SendRequest, handshake};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use crate::{Answer, Server};

/// A connection with any number of streams.
#[derive(Debug)]
pub struct Http2 {
    sender: SendRequest<Body>,
    connection: JoinHandle<hyper::Result<()>>,
}

impl Http2 {
    /// Returns a new connection to the server.
    pub async fn connect(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address()).await.unwrap();
        let handshake = handshake(TokioExecutor::new(), TokioIo::new(stream));
        let (sender, connection) = handshake.await.unwrap();
        Self {
            sender,
            connection: tokio::spawn(connection),
        }
    }

    /// Returns the response to a request on a stream of its own, the body still to be read.
    ///
    /// # Errors
    ///
    /// Why there is no response.
    pub fn send(
        &self,
        request: Request<Body>,
    ) -> impl Future<Output = hyper::Result<Response<Body>>> + Send + use<> {
        let mut sender = self.sender.clone();
        async move {
            let response = sender.send_request(request).await?;
            Ok(response.map(Body::new))
        }
    }

    /// Closes the connection, and waits until it is closed.
    pub async fn close(self) {
        drop(self.sender);
        self.connection.await.unwrap().unwrap();
    }
}

/// Returns the answer to a request, on a connection of its own.
pub async fn http2(server: &Server, request: Request<Body>) -> Answer {
    let client = Http2::connect(server).await;
    let answer = Answer::read(client.send(request).await.unwrap()).await;
    client.close().await;
    answer
}
