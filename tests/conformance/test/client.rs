//! The server as a process, and a client that sends what it likes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// The methods that every route answers alike, but for HEAD's missing body.
pub(crate) const METHODS: [&str; 5] = ["GET", "HEAD", "POST", "PUT", "DELETE"];

pub(crate) const UNAUTHORIZED: &str = "Unauthorized Access";
pub(crate) const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

/// The program on a port of its own.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_conformance"))
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.expect("the line that says where").to_owned();
        Self { child, address }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Asserts the answer to the request by every method, with a query string and without.
    #[track_caller]
    pub(crate) fn assert(&self, request: &Request, status: u16, challenges: &[&str], body: &str) {
        let query = Request {
            target: format!("{}?a=%20&b", request.target),
            ..request.clone()
        };
        query.send(self).assert(status, challenges, body);
        for method in METHODS {
            let answer = request.clone().method(method).send(self);
            let body = if method == "HEAD" { "" } else { body };
            answer.assert(status, challenges, body);
        }
    }

    /// Asserts that the view ran.
    #[track_caller]
    pub(crate) fn assert_ok(&self, request: &Request, body: &str) {
        self.assert(request, 200, &[], body);
    }

    /// Asserts the default refusal.
    #[track_caller]
    pub(crate) fn assert_401(&self, request: &Request, challenge: &str) {
        self.assert(request, 401, &[challenge], UNAUTHORIZED);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    fields: Vec<u8>,
    /// The body that POST and PUT send, and that the server has to ignore.
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn get(target: &str) -> Self {
        Self {
            method: "GET".to_owned(),
            target: target.to_owned(),
            fields: Vec::new(),
            body: b"{\"a\": [1,".to_vec(),
        }
    }

    pub(crate) fn method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }

    pub(crate) fn body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// Returns the request with one more field line, whatever bytes its value holds.
    pub(crate) fn field(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.fields.extend(name.as_bytes());
        self.fields.extend(b": ");
        self.fields.extend(value.as_ref());
        self.fields.extend(b"\r\n");
        self
    }

    pub(crate) fn authorization(self, value: impl AsRef<[u8]>) -> Self {
        self.field("Authorization", value)
    }

    pub(crate) fn basic(self, username: &str, password: &str) -> Self {
        self.authorization(basic(format!("{username}:{password}")))
    }

    /// Returns the answer. Then asks for `/` on the same connection, to see that it is in order.
    #[track_caller]
    pub(crate) fn send(&self, server: &Server) -> Answer {
        let mut connection = Connection::open(server);
        let answer = connection.send(self);
        let after = connection.send(&Self::get("/"));
        assert_eq!((after.status, after.body.as_str()), (200, "index"));
        answer
    }
}

/// Returns the value of an `Authorization` field with these bytes as Basic credentials.
pub(crate) fn basic(user_pass: impl AsRef<[u8]>) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(user_pass))
}

pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) fn open(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address()).unwrap();
        // Nothing hangs.
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        Self(BufReader::new(stream))
    }

    #[track_caller]
    pub(crate) fn send(&mut self, request: &Request) -> Answer {
        let (method, target) = (&request.method, &request.target);
        let mut bytes = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n").into_bytes();
        bytes.extend(&request.fields);
        if matches!(method.as_str(), "POST" | "PUT") {
            let length = request.body.len();
            bytes.extend(format!("Content-Length: {length}\r\n\r\n").as_bytes());
            bytes.extend(&request.body);
        } else {
            bytes.extend(b"\r\n");
        }
        self.0.get_mut().write_all(&bytes).unwrap();
        let answer = self.read(method != "HEAD");
        answer.assert_sane(method);
        answer
    }

    fn read(&mut self, has_body: bool) -> Answer {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let read = self.0.read_line(&mut head).expect("the head of an answer");
            assert_ne!(read, 0, "the server has closed the connection: {head}");
        }
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let fields = lines.filter_map(|line| line.split_once(": "));
        let mut answer = Answer {
            status: status.parse().unwrap(),
            fields: fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: String::new(),
        };
        let length = answer
            .field("content-length")
            .map_or(0, |length| length.parse().unwrap());
        if has_body {
            let mut body = vec![0; length];
            self.0.read_exact(&mut body).unwrap();
            answer.body = String::from_utf8(body).unwrap();
        }
        answer
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    fields: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let named = |(field, _): &&(String, String)| field == name;
        let field = self.fields.iter().find(named);
        field.map(|(_, value)| value.as_str())
    }

    /// Returns the challenges, one for each field line.
    pub(crate) fn challenges(&self) -> Vec<&str> {
        let fields = self.fields.iter();
        let named = fields.filter(|(field, _)| field == "www-authenticate");
        named.map(|(_, value)| value.as_str()).collect()
    }

    #[track_caller]
    pub(crate) fn assert(&self, status: u16, challenges: &[&str], body: &str) {
        assert_eq!((self.status, self.body.as_str()), (status, body));
        assert_eq!(self.challenges(), challenges);
    }

    /// Asserts what is true of every answer.
    #[track_caller]
    fn assert_sane(&self, method: &str) {
        assert!(self.status < 500, "{self:?}");
        assert_eq!(
            method == "OPTIONS" && self.status == 405,
            self.status == 405
        );
        if matches!(self.status, 400 | 401 | 403) {
            assert!(!self.challenges().is_empty(), "{self:?}");
            assert_eq!(self.field("authentication-info"), None);
        }
        let kind = self.field("content-type");
        let known = [
            None,
            Some("text/plain; charset=utf-8"),
            Some("application/json"),
        ];
        assert!(known.contains(&kind), "{kind:?}");
    }
}
