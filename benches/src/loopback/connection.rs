//! One kept connection of the client. It writes a request, reads the answer to its end, and begins again.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

/// A connection, and what was read on it.
pub(super) struct Connection {
    address: SocketAddr,
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub(super) async fn open(address: SocketAddr) -> Outcome<Self> {
        Ok(Self {
            address,
            stream: connect(address).await?,
            buffer: Vec::with_capacity(4096),
        })
    }

    /// Sends the request and reads its answer. Returns the head, as far as the empty line.
    pub(super) async fn ask(&mut self, request: &[u8]) -> Outcome<&[u8]> {
        self.buffer.clear();
        self.stream.write_all(request).await?;
        let head = loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if let Some(head) = head_length(&self.buffer) {
                break head;
            }
        };
        let length = head + body_length(self.buffer.get(..head).unwrap_or_default())?;
        while self.buffer.len() < length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the answer ends too early".into());
            }
        }
        let head = self.buffer.get(..head).unwrap_or_default();
        // Only gunicorn does so, now and then.
        if field(head, b"\r\nconnection: ") == Some(b"close") {
            self.stream = connect(self.address).await?;
        }
        Ok(head)
    }
}

async fn connect(address: SocketAddr) -> Outcome<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Returns the head of an answer and the empty line after it.
fn head_length(text: &[u8]) -> Option<usize> {
    let end = text.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(end + 4)
}

fn body_length(head: &[u8]) -> Outcome<usize> {
    let length = field(head, b"\r\ncontent-length: ").ok_or("an answer without a length")?;
    Ok(str::from_utf8(length)?.parse()?)
}

/// Returns the value of a field, whose name is given with the end of the line before it.
fn field<'a>(head: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = head;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\r') {
        rest = rest.get(at..)?;
        let (begin, value) = rest.split_at_checked(name.len())?;
        if begin.eq_ignore_ascii_case(name) {
            return value.split(|byte| *byte == b'\r').next();
        }
        rest = rest.get(1..)?;
    }
    None
}
