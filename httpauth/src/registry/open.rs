//! The ways in that no guard decides about: public handlers, and the places of `.undecided(..)`.

use std::collections::BTreeSet;
use std::panic::Location;
use std::sync::Mutex;

use crate::lock::lock;

/// A public handler, with its place in the source and the reason why it is public.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "access", rename = "public"))]
pub struct PublicHandler {
    handler: &'static str,
    reason: Option<&'static str>,
    #[cfg_attr(feature = "serde", serde(skip))]
    operation_id: Option<&'static str>,
    file: &'static str,
    line: u32,
}

impl PublicHandler {
    #[doc(hidden)]
    pub const fn new(
        handler: &'static str,
        reason: Option<&'static str>,
        operation_id: Option<&'static str>,
        (file, line): (&'static str, u32),
    ) -> Self {
        Self {
            handler,
            reason,
            operation_id,
            file,
            line,
        }
    }

    /// Returns the path of the handler.
    pub const fn handler(&self) -> &'static str {
        self.handler
    }

    /// Returns the `reason` of its [`#[public]`](crate::public), if it has one.
    pub const fn reason(&self) -> Option<&'static str> {
        self.reason
    }

    /// Returns the `operation_id` of the attribute, if it has one.
    pub const fn operation_id(&self) -> Option<&'static str> {
        self.operation_id
    }

    /// Returns the source file that the attribute stands in, as the compiler names it.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// Returns the line of the attribute, counted from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }
}

inventory::collect!(PublicHandler);

/// The place of one [`undecided`](crate::routing::Router::undecided).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "access", rename = "undecided"))]
pub struct Undecided {
    file: &'static str,
    line: u32,
}

impl Undecided {
    /// Returns the source file of the call, as the compiler names it.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// Returns the line of the call, counted from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }
}

/// The places that the program has passed so far.
static UNDECIDED: Mutex<BTreeSet<Undecided>> = Mutex::new(BTreeSet::new());

/// Notes the place of an `.undecided(..)`.
pub(super) fn note(place: &'static Location<'static>) {
    let place = Undecided {
        file: place.file(),
        line: place.line(),
    };
    let mut places = lock(&UNDECIDED);
    places.insert(place);
}

/// Returns the places noted so far, in the order of files and lines.
pub(super) fn noted() -> Vec<Undecided> {
    let places = lock(&UNDECIDED);
    places.iter().copied().collect()
}
