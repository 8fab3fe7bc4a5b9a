//! The routes that a client's sessions use.

use crate::client::{Order, Scheme, Session};

pub(crate) const JOHN: Session = Session {
    order: Order::Serial,
    scheme: Scheme::Digest,
    algorithm: "SHA-256",
    user: "john",
    password: "hello",
    body: None,
    urls: Vec::new(),
};

/// The first of these ways that gets the client in.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    /// The default of `#[digest_auth]`.
    Default,
    /// `algorithm = ["MD5", "SHA-256"]`.
    Md5First,
    Basic,
}

/// The paths of the same pages by one way.
pub(crate) struct Paths {
    pub(crate) page: &'static str,
    /// A page where the second use of a nonce waits for the third.
    pub(crate) late: &'static str,
    /// A page whose nonces are soon stale.
    pub(crate) brief: &'static str,
    /// A page that takes a body.
    pub(crate) upload: &'static str,
}

impl Way {
    /// Returns the way of a client with this row of the first table.
    pub(crate) fn of(algorithms: &[String]) -> Self {
        let enters = |cell: &String| ["yes", "MD5"].contains(&cell.as_str());
        match algorithms {
            [.., default, _] if enters(default) => Self::Default,
            [.., md5_first] if enters(md5_first) => Self::Md5First,
            _ => Self::Basic,
        }
    }

    /// Returns the way to try Digest by.
    pub(crate) fn digest(self) -> Self {
        match self {
            Self::Basic => Self::Default,
            Self::Default | Self::Md5First => self,
        }
    }

    pub(crate) fn paths(self) -> Paths {
        match self {
            Self::Default => Paths {
                page: "/both",
                late: "/late",
                brief: "/brief",
                upload: "/upload/digest",
            },
            Self::Md5First => Paths {
                page: "/md5-first",
                late: "/md5-first/late",
                brief: "/md5-first/brief",
                upload: "/upload/md5-first",
            },
            // Basic has neither counts nor nonces.
            Self::Basic => Paths {
                page: "/basic",
                late: "/basic",
                brief: "/basic",
                upload: "/upload/basic",
            },
        }
    }

    /// Returns john's session.
    pub(crate) fn john(self) -> Session {
        let (scheme, algorithm) = match self {
            Self::Default => (Scheme::Digest, "SHA-256"),
            Self::Md5First => (Scheme::Digest, "MD5"),
            Self::Basic => (Scheme::Basic, "SHA-256"),
        };
        Session {
            scheme,
            algorithm,
            ..JOHN
        }
    }
}
