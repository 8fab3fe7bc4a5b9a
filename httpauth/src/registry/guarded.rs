//! The rows of the access matrix that have a guard.

use super::{Alternative, Registry};

/// Lists the alternatives of a rule.
type Terms = fn() -> Vec<Alternative>;

/// A guarded handler or a policy, with its place in the source, its auth object and its rule.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "access", rename = "guarded"))]
pub struct Guarded {
    handler: &'static str,
    #[cfg_attr(feature = "serde", serde(serialize_with = "object"))]
    auth: &'static Registry,
    role: Option<&'static str>,
    optional: bool,
    #[cfg_attr(feature = "serde", serde(skip))]
    alternatives: Terms,
    #[cfg_attr(feature = "serde", serde(skip))]
    is_handler: bool,
    #[cfg_attr(feature = "serde", serde(skip))]
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
fn object<S: serde::Serializer>(auth: &Registry, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(auth.object())
}

inventory::collect!(Guarded);
