//! The client that a request came from.

use std::net::{IpAddr, Ipv6Addr};

/// The network of the client that sent a request, as the auth object's `#[client_ip]` tells it.
///
/// An IPv4 address counts by itself. An IPv6 address counts by its first 64 bits, since one subscriber has them all. An
/// IPv4 address written as IPv6 (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2) is the IPv4 address.
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
/// assert_ne!(client("192.0.2.1")?, client("192.0.2.2")?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Client {
    network: IpAddr,
}

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Self {
        let network = match address.to_canonical() {
            IpAddr::V6(address) => {
                let prefix = u128::from(address) & (u128::MAX << 64);
                IpAddr::V6(Ipv6Addr::from(prefix))
            }
            address @ IpAddr::V4(_) => address,
        };
        Self { network }
    }
}
