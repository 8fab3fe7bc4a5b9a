//! The rows of the access matrix that have a guard.

use super::{Alternative, Registry};

/// Lists the alternatives of a rule.
type Terms = fn() -> Vec<Alternative>;

/// A guarded handler or a policy, with its place in the source, its auth object and its rule.
#[derive(Clone, Copy, Debug)]
pub struct Guarded {
    handler: &'static str,
    auth: &'static Registry,
    role: Option<&'static str>,
    optional: bool,
    alternatives: Terms,
    is_handler: bool,
    operation_id: Option<&'static str>,
    file: &'static str,
    line: u32,
}

impl Guarded {
    #[doc(hidden)]
    pub const fn new(
        handler: &'static str,
        auth: &'static Registry,
        (role, optional, alternatives): (Option<&'static str>, bool, Terms),
        (is_handler, operation_id): (bool, Option<&'static str>),
        (file, line): (&'static str, u32),
    ) -> Self {
        Self {
            handler,
            auth,
            role,
            optional,
            alternatives,
            is_handler,
            operation_id,
            file,
            line,
        }
    }

    /// Returns the path of the handler, or of the policy's struct.
    pub const fn handler(&self) -> &'static str {
        self.handler
    }

    /// Returns the registry of the auth object that guards it.
    pub const fn auth(&self) -> &'static Registry {
        self.auth
    }

    /// Returns the rule about roles and permissions as it was written, `None` if any user may pass.
    ///
    /// It is like `["admin", permission(owns_todo)]`, or `policy Staff and "admin"` where the attribute names a policy.
    pub const fn role(&self) -> Option<&'static str> {
        self.role
    }

    /// Returns whether requests without credentials pass.
    pub const fn optional(&self) -> bool {
        self.optional
    }

    /// Returns whether `#[verify_password(anonymous)]` decides if requests without credentials pass.
    ///
    /// A rule about roles or permissions holds for the user that the callback names, and refuses the request if it names
    /// none. It is `false` where `optional` lets such requests pass anyway.
    pub fn anonymous(&self) -> bool {
        !self.optional && self.auth.is_anonymous()
    }

    /// Returns the alternatives of the rule, one of which is enough. It is empty if any user may pass.
    ///
    /// A policy that is built of another has the alternatives of both.
    pub fn alternatives(&self) -> Vec<Alternative> {
        (self.alternatives)()
    }

    /// Returns whether it is a handler that clients call, and neither a policy nor a middleware function.
    pub const fn is_handler(&self) -> bool {
        self.is_handler
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

#[cfg(feature = "serde")]
impl serde::Serialize for Guarded {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut row = serializer.serialize_struct("Guarded", 8)?;
        row.serialize_field("access", "guarded")?;
        row.serialize_field("handler", self.handler)?;
        row.serialize_field("auth", self.auth.object())?;
        row.serialize_field("role", &self.role)?;
        row.serialize_field("optional", &self.optional)?;
        row.serialize_field("anonymous", &self.anonymous())?;
        row.serialize_field("file", self.file)?;
        row.serialize_field("line", &self.line)?;
        row.end()
    }
}

inventory::collect!(Guarded);
