//! The lists of the callbacks of an auth object and of the guarded handlers with their rules.
//!
//! Both lists are for people and their tests, and nothing that decides access reads them. A [`Registry`] is a constant
//! of its auth object, [`Authenticator::REGISTRY`](crate::Authenticator::REGISTRY). The [access matrix](access_matrix)
//! is collected from the whole program. It has the guarded handlers and their rules, the public handlers and their
//! reasons, and the places where a router of [`routing`](crate::routing) took in what nobody decided about.
//!
//! # Example
//!
//! ```
//! use httpauth::{Authenticator, basic_auth, verify_password};
//!
//! #[basic_auth(realm = "Staff only")]
//! struct Auth;
//!
//! #[verify_password]
//! fn verify_password(username: &str, password: &str) -> bool {
//!     (username, password) == ("john", "hello")
//! }
//!
//! let slot = Auth::REGISTRY.slots().iter().find(|slot| slot.name() == "verify_password");
//! assert!(slot.is_some_and(|slot| slot.callback().is_some()));
//! println!("{}", Auth::REGISTRY);
//! ```

#[cfg(feature = "audit")]
mod matrix;
#[cfg(feature = "audit")]
mod open;
mod table;

use std::fmt;

#[cfg(feature = "audit")]
pub use matrix::{AccessMatrix, Guarded, access_matrix, assert_guarded};
#[cfg(feature = "audit")]
pub use open::{PublicHandler, Undecided};

use table::Table;

/// Notes the caller's place for the access matrix. Without the feature `audit` it does nothing.
#[track_caller]
pub(crate) fn note_undecided() {
    #[cfg(feature = "audit")]
    open::note(std::panic::Location::caller());
}

/// A callback that fills a slot, with its path and its place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callback {
    function: &'static str,
    file: &'static str,
    line: u32,
    has_extractors: bool,
}

impl Callback {
    #[doc(hidden)]
    pub const fn new(function: &'static str, file: &'static str, line: u32) -> Self {
        Self {
            function,
            file,
            line,
            has_extractors: false,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_extractors(self) -> Self {
        Self {
            has_extractors: true,
            ..self
        }
    }

    /// Returns the path of the function, such as `my_app::auth::verify_password`.
    pub const fn function(&self) -> &'static str {
        self.function
    }

    /// Returns the source file that the callback stands in, as the compiler names it.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// Returns the line of the callback's attribute, counted from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }
}

/// One slot of an auth object, with a callback attribute's name and the callback if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    name: &'static str,
    callback: Option<Callback>,
}

impl Slot {
    #[doc(hidden)]
    pub const fn new(name: &'static str, callback: Option<Callback>) -> Self {
        Self { name, callback }
    }

    /// Returns the name of the attribute that fills this slot, such as `verify_password`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the callback in this slot, `None` if the slot is empty.
    pub const fn callback(&self) -> Option<Callback> {
        self.callback
    }

    /// Returns whether the callback has extractors and takes part in the answer to a refused request.
    const fn answers_by_head(&self) -> bool {
        match (self.name.as_bytes(), self.callback) {
            // Credentials are long judged when the answer is made.
            (
                b"verify_password" | b"verify_token" | b"get_password" | b"hash_password"
                | b"verify_nonce" | b"verify_opaque" | b"client_ip" | b"get_user_roles",
                _,
            )
            | (_, None) => false,
            (_, Some(callback)) => callback.has_extractors,
        }
    }
}

/// The static registry of one auth object, with its scheme, its realm and its slots.
///
/// `Display` prints it as a table with one line per slot. The module has an [example](self).
#[derive(Clone, Copy, Debug)]
pub struct Registry {
    object: &'static str,
    scheme: &'static str,
    realm: &'static str,
    slots: &'static [Slot],
}

impl Registry {
    #[doc(hidden)]
    pub const fn new(
        object: &'static str,
        scheme: &'static str,
        realm: &'static str,
        slots: &'static [Slot],
    ) -> Self {
        Self {
            object,
            scheme,
            realm,
            slots,
        }
    }

    /// Returns the path of the auth object, such as `my_app::auth::Auth`.
    pub const fn object(&self) -> &'static str {
        self.object
    }

    /// Returns the auth-scheme of the object's challenge, such as `Basic` (RFC 9110 section 11.1).
    pub const fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Returns the realm of the object's challenge (RFC 9110 section 11.5), or the text of its expression.
    ///
    /// It is the path of the `#[realm]` callback if the object has one.
    pub const fn realm(&self) -> &'static str {
        self.realm
    }

    /// Returns every slot that an object of this kind has, filled or empty.
    pub const fn slots(&self) -> &'static [Slot] {
        self.slots
    }

    /// Returns whether a callback that takes part in the answer to a refused request has extractors.
    pub(crate) const fn answers_by_head(&self) -> bool {
        let mut slots = self.slots;
        while let [slot, rest @ ..] = slots {
            if slot.answers_by_head() {
                return true;
            }
            slots = rest;
        }
        false
    }
}

/// Returns the realm as the registry shows it, which is the path of a `#[realm]` callback, or else the declared realm.
pub const fn shown_realm(callback: Option<Callback>, declared: &'static str) -> &'static str {
    match callback {
        Some(callback) => callback.function(),
        None => declared,
    }
}

impl fmt::Display for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} realm={:?}", self.object, self.scheme, self.realm)?;
        let mut table = Table::new(["slot", "callback", "at"]);
        for slot in self.slots {
            let (function, at) = match &slot.callback {
                Some(callback) => (
                    callback.function.to_owned(),
                    format!("{}:{}", callback.file, callback.line),
                ),
                None => ("-".to_owned(), String::new()),
            };
            table.row([slot.name.to_owned(), function, at]);
        }
        table.text(f)
    }
}
