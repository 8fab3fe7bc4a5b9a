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
mod guarded;
#[cfg(feature = "audit")]
mod matrix;
#[cfg(feature = "audit")]
mod open;
mod rule;
mod slot;
pub(crate) mod table;

use std::fmt;

#[cfg(feature = "audit")]
pub use guarded::Guarded;
#[cfg(feature = "audit")]
pub use matrix::{AccessMatrix, access_matrix, assert_guarded};
#[cfg(feature = "audit")]
pub use open::{PublicHandler, Undecided};

pub use rule::Alternative;
pub(crate) use rule::both;
pub use slot::{Callback, Slot};
use table::Table;

/// Notes the caller's place for the access matrix. Without the feature `audit` it does nothing.
#[track_caller]
pub(crate) fn note_undecided() {
    #[cfg(feature = "audit")]
    open::note(std::panic::Location::caller());
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
    members: &'static [&'static Registry],
    field: Option<&'static str>,
    is_bare: bool,
    is_throttled: bool,
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
            members: &[],
            field: None,
            is_bare: false,
            is_throttled: false,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_members(self, members: &'static [&'static Registry]) -> Self {
        Self { members, ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_field(self, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn bare(self) -> Self {
        Self {
            is_bare: true,
            ..self
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn throttled(self) -> Self {
        Self {
            is_throttled: true,
            ..self
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

    /// Returns whether an object of this kind has the slot. Its kind shows here, since its auth-scheme may be any word.
    #[cfg(feature = "utoipa")]
    pub(crate) fn has_slot(&self, name: &str) -> bool {
        self.slots.iter().any(|slot| slot.name() == name)
    }

    /// Returns the registries of the members of a multi object in order, which may be multi objects themselves.
    ///
    /// It is empty for any other object.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::{Authenticator, basic_auth, multi_auth, token_auth, verify_password, verify_token};
    ///
    /// #[basic_auth]
    /// struct Basic;
    ///
    /// #[verify_password(auth = Basic)]
    /// fn verify_password(username: &str, password: &str) -> bool {
    ///     false
    /// }
    ///
    /// #[token_auth]
    /// struct Api;
    ///
    /// #[verify_token(auth = Api)]
    /// fn verify_token(_token: &str) -> Option<String> {
    ///     None
    /// }
    ///
    /// #[multi_auth(Basic, Api)]
    /// struct Auth;
    ///
    /// let schemes = Auth::REGISTRY.members().iter().map(|member| member.scheme());
    /// assert!(schemes.eq(["Basic", "Bearer"]));
    /// assert!(Basic::REGISTRY.members().is_empty());
    /// ```
    pub const fn members(&self) -> &'static [&'static Registry] {
        self.members
    }

    /// Returns the field whose whole value is the token, as of `#[token_auth(header = "X-API-Key")]`.
    ///
    /// `None` if the credentials stand in `Authorization`.
    pub const fn field(&self) -> Option<&'static str> {
        self.field
    }

    /// Returns whether the token stands in `Authorization` without the auth-scheme, as of `#[token_auth(bare)]`.
    pub const fn is_bare(&self) -> bool {
        self.is_bare
    }

    /// Returns whether the object has a [`throttle`](crate::throttle), which may answer 429.
    pub const fn is_throttled(&self) -> bool {
        self.is_throttled
    }

    /// Returns whether a callback of the object, or of a member, is asked about requests without credentials.
    #[cfg(feature = "audit")]
    fn is_anonymous(&self) -> bool {
        self.slots.iter().any(Slot::is_anonymous)
            || self.members.iter().any(|member| member.is_anonymous())
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
            let (function, at) = match &slot.callback() {
                Some(callback) => (
                    callback.function().to_owned(),
                    format!("{}:{}", callback.file(), callback.line()),
                ),
                None => ("-".to_owned(), String::new()),
            };
            table.row([slot.name().to_owned(), function, at]);
        }
        table.text(f)
    }
}
