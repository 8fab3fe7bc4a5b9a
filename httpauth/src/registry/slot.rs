//! The slots of an auth object and the callbacks in them.

/// A callback that fills a slot, with its path and its place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callback {
    function: &'static str,
    file: &'static str,
    line: u32,
    has_extractors: bool,
    is_anonymous: bool,
}

impl Callback {
    #[doc(hidden)]
    pub const fn new(function: &'static str, file: &'static str, line: u32) -> Self {
        Self {
            function,
            file,
            line,
            has_extractors: false,
            is_anonymous: false,
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

    #[doc(hidden)]
    #[must_use]
    pub const fn anonymous(self) -> Self {
        Self {
            is_anonymous: true,
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

    /// Returns whether the callback is asked about requests without credentials.
    #[cfg(feature = "audit")]
    pub(super) fn is_anonymous(&self) -> bool {
        self.callback.is_some_and(|callback| callback.is_anonymous)
    }

    /// Returns whether the callback has extractors and takes part in the answer to a refused request.
    pub(super) const fn answers_by_head(&self) -> bool {
        match (self.name.as_bytes(), self.callback) {
            // Credentials are long judged when the answer is made.
            (
                b"verify_password" | b"verify_token" | b"get_password" | b"hash_password"
                | b"verify_nonce" | b"verify_opaque" | b"client_ip" | b"forwarded_target"
                | b"get_user_roles",
                _,
            )
            | (_, None) => false,
            (_, Some(callback)) => callback.has_extractors,
        }
    }
}
