//! The future that [`verify`](super::verify) returns.

use std::fmt;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::overloaded::Overloaded;
use super::verifier::{Asked, Pending, Question, Verifier};
use crate::client::Client;

/// The verification of a password, which begins when it is awaited. [`verify`](super::verify) returns it.
///
/// # Example
///
/// ```
/// use std::net::{IpAddr, Ipv4Addr};
/// use httpauth::{Client, password};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), password::Overloaded> {
/// let client = Client::from(IpAddr::from(Ipv4Addr::LOCALHOST));
///
/// assert!(!password::verify("hello", None).client(client).await?);
/// # Ok(())
/// # }
/// ```
#[must_use = "a password is not verified before this is awaited"]
pub struct Verify<'a> {
    state: State<'a>,
}

enum State<'a> {
    Unasked(Question<'a>),
    Asked(Pending),
    Answered,
}

impl<'a> Verify<'a> {
    pub(super) const fn new(password: &'a str, stored: Option<&'a str>) -> Self {
        let question = Question {
            password,
            stored,
            client: None,
        };
        Self {
            state: State::Unasked(question),
        }
    }

    /// Names the client that sent the password, by which the queue is shared fairly. `None` says nothing.
    ///
    /// Clients take turns, so that a flood from one address fills the queue for that address alone, and is refused
    /// itself. Without a client there is one queue for all, and a stranger can keep it full.
    /// [`Usage::without_client`](super::Usage::without_client) counts these.
    ///
    /// # Security
    ///
    /// A flood from thousands of networks at once still holds off whoever was never right before. The others go on.
    ///
    /// The client must be the sender of the request, and not what the request says of itself. Behind a proxy the address
    /// of the connection is the proxy's, and all requests are of one client then. A field such as `X-Forwarded-For` is as
    /// true as the proxy that writes it.
    ///
    /// # Example
    ///
    /// ```
    /// use std::net::SocketAddr;
    /// use axum::extract::ConnectInfo;
    /// use httpauth::{Client, basic_auth, password, verify_password};
    ///
    /// #[basic_auth]
    /// struct Auth;
    ///
    /// #[verify_password]
    /// async fn verify_password(
    ///     username: &str,
    ///     password: &str,
    ///     ConnectInfo(peer): ConnectInfo<SocketAddr>,
    /// ) -> Result<bool, password::Overloaded> {
    ///     let stored = find(username).await;
    ///     password::verify(password, stored.as_deref()).client(Client::from(peer.ip())).await
    /// }
    ///
    /// async fn find(username: &str) -> Option<String> {
    ///     None // ask your database here
    /// }
    /// ```
    pub fn client(mut self, client: impl Into<Option<Client>>) -> Self {
        if let State::Unasked(question) = &mut self.state {
            question.client = client.into();
        }
        self
    }
}

impl Future for Verify<'_> {
    type Output = Result<bool, Overloaded>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // Nobody is asked again after an answer, and an answer is given once.
        let mut pending = match mem::replace(&mut self.state, State::Answered) {
            State::Answered => return Poll::Pending,
            State::Asked(pending) => pending,
            State::Unasked(question) => match Verifier::global()?.ask(question) {
                Asked::Answered(answer) => return Poll::Ready(answer),
                Asked::Queued(pending) => pending,
            },
        };
        let answer = Pin::new(&mut pending).poll(context);
        if answer.is_pending() {
            self.state = State::Asked(pending);
        }
        answer
    }
}

/// Shows nothing of the password and the stored hash.
impl fmt::Debug for Verify<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verify").finish_non_exhaustive()
    }
}
