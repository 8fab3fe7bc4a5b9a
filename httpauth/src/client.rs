//! The client that a request came from, and its way from `#[client_ip]` to callbacks and handlers.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};

/// The network of the client that sent a request, as the auth object's [`#[client_ip]`](crate::client_ip) tells it.
///
/// An IPv4 address counts by itself. An IPv6 address counts by its first 64 bits, since one subscriber has them all. An
/// IPv4 address written as IPv6 (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2, or `64:ff9b::192.0.2.1` behind NAT64,
/// RFC 6052 section 2.1) is the IPv4 address.
///
/// It is an extractor for the callbacks of that object, except `#[client_ip]` itself, and for the handlers that it guards.
/// `Option<Client>` is `None` where no address is known.
///
/// # Errors
///
/// As an extractor it answers 500 where no address is known, which is a mistake in the program and not the client's.
///
/// # Example
///
/// ```
/// use std::net::IpAddr;
/// use httpauth::Client;
///
/// # fn main() -> Result<(), std::net::AddrParseError> {
/// let client = |text: &str| Ok::<_, std::net::AddrParseError>(Client::from(text.parse::<IpAddr>()?));
///
/// assert_eq!(client("2001:db8::1")?, client("2001:db8::2")?);
/// assert_eq!(client("::ffff:192.0.2.1")?, client("192.0.2.1")?);
/// assert_eq!(client("64:ff9b::192.0.2.1")?, client("192.0.2.1")?);
/// assert_ne!(client("192.0.2.1")?, client("192.0.2.2")?);
/// # Ok(())
/// # }
/// ```
///
/// A callback that looks at it:
///
/// ```
/// use std::net::{IpAddr, SocketAddr};
/// use axum::extract::ConnectInfo;
/// use httpauth::{Client, basic_auth, client_ip, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[client_ip]
/// fn client_ip(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr {
///     peer.ip()
/// }
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str, client: Client) -> bool {
///     let office = Client::from(IpAddr::from([192, 0, 2, 1]));
///     client == office && (username, password) == ("john", "hello")
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Client {
    network: IpAddr,
}

impl Client {
    /// Returns the 128 bits of the network, an IPv4 address in its form as IPv6.
    pub(crate) fn bits(self) -> u128 {
        let address = match self.network {
            IpAddr::V4(address) => address.to_ipv6_mapped(),
            IpAddr::V6(address) => address,
        };
        address.into()
    }
}

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Self {
        let network = match address.to_canonical() {
            IpAddr::V6(address) => match translated(address) {
                Some(address) => IpAddr::V4(address),
                None => IpAddr::V6(Ipv6Addr::from(u128::from(address) & (u128::MAX << 64))),
            },
            address @ IpAddr::V4(_) => address,
        };
        Self { network }
    }
}

/// Returns the IPv4 address in one of NAT64's well-known prefix (RFC 6052 section 2.1).
fn translated(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, rest @ ..] = address.octets() else {
        return None;
    };
    Some(Ipv4Addr::from(rest))
}

/// The answer of `#[client_ip]` in the request's extensions.
#[derive(Clone, Copy)]
struct Told(Option<Client>);

/// Leaves the answer of `#[client_ip]` for all that follows, in the place of an outer guard's.
pub(crate) fn tell(client: Option<Client>, extensions: &mut Extensions) {
    extensions.insert(Told(client));
}

/// Removes the answer that an outer guard's `#[client_ip]` gave.
pub(crate) fn forget(extensions: &mut Extensions) {
    extensions.remove::<Told>();
}

/// Returns the client of the request. `None` if no `#[client_ip]` was asked, or if it knows no address.
pub(crate) fn told(extensions: &Extensions) -> Option<Client> {
    extensions.get::<Told>().and_then(|Told(client)| *client)
}

/// The rejection of the [`Client`] extractor where no address is known, which is a 500.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct NoClient;

impl fmt::Display for NoClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the client's address is not known here; write `#[client_ip] fn client_ip(ConnectInfo(peer): \
             ConnectInfo<SocketAddr>) -> IpAddr { peer.ip() }` for the auth object, or take `Option<Client>`",
        )
    }
}

impl std::error::Error for NoClient {}

/// Answers 500. The body says what to write, and nothing of the request.
impl IntoResponse for NoClient {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()).into_response()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = NoClient;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, NoClient> {
        told(&parts.extensions).ok_or(NoClient)
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Client {
    type Rejection = NoClient;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, NoClient> {
        Ok(told(&parts.extensions))
    }
}
