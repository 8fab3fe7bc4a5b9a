//! The callers of a walk, and the answers that the guards owe them.

use std::fmt;

use axum::Router;
use axum::body::Body;
use axum::http::Request;

use super::expected::Expected;
use crate::authenticator::Authenticator;
use crate::openapi::{Decided, scheme};
use crate::registry::{Guarded, Registry};

/// Sets the credentials of a user.
type SetCredentials = Box<dyn Fn(&mut Request<Body>) + Send + Sync>;

/// A user who calls the operations.
pub(super) struct User {
    name: String,
    auth: &'static Registry,
    roles: Vec<String>,
    pub(super) app: Router,
    pub(super) credentials: SetCredentials,
}

impl User {
    pub(super) fn new<A: Authenticator>(
        name: String,
        roles: Vec<String>,
        app: Router,
        credentials: SetCredentials,
    ) -> Self {
        Self {
            name,
            auth: A::REGISTRY,
            roles,
            app,
            credentials,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Returns the answer that the user should get. `None` if the operation is not called.
    pub(super) fn expected(&self, decided: Option<Decided>) -> Option<Expected> {
        match decided {
            Some(Decided::Guarded(row)) => Some(of_user(self, row)),
            Some(Decided::Public(_)) => None,
            None => Some(Expected::Anything),
        }
    }

    /// Returns whether the guard's object takes the user. A multi object's user is its first member's.
    fn is_of(&self, auth: &'static Registry) -> bool {
        let own = scheme::members(self.auth).into_iter().next();
        let mut members = scheme::members(auth).into_iter();
        own.is_some_and(|own| members.any(|member| member.object() == own.object()))
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User")
            .field("name", &self.name)
            .field("auth", &self.auth.object())
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

/// Returns the answer that a caller without credentials should get.
pub(super) fn of_nobody(decided: Option<Decided>) -> Expected {
    match decided {
        Some(Decided::Public(_)) => Expected::Admitted,
        Some(Decided::Guarded(row)) if row.optional() => Expected::Admitted,
        Some(Decided::Guarded(_)) | None => Expected::Refused,
    }
}

fn of_user(user: &User, row: &Guarded) -> Expected {
    if !user.is_of(row.auth()) {
        return if row.optional() {
            Expected::Anything
        } else {
            Expected::Refused
        };
    }
    let alternatives = row.alternatives();
    let mut held = alternatives
        .iter()
        .filter(|alternative| alternative.allows(&user.roles))
        .peekable();
    if alternatives.is_empty() {
        Expected::Admitted
    } else if held.peek().is_none() {
        Expected::Forbidden
    } else if held.any(|alternative| alternative.permissions().is_empty()) {
        Expected::Admitted
    } else {
        Expected::OfPermission
    }
}
