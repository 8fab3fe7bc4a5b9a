//! The parts that `#[login_required]` and `#[public]` share. Each of them puts the user's function inside of another one.

mod attrs;
mod check;
mod conditional;
mod operation;
mod write;

use proc_macro2::Ident;

pub(crate) use check::{associated, check, check_extractors, find};
pub(crate) use conditional::cases;
pub(crate) use operation::check_operation_id;
pub(crate) use write::{
    answer, forwarded, inner, outer, parameter, public_parameters, signature, stand_in, turbofish,
};

use crate::span;

/// The last segment of the type that the guard hands over.
pub(crate) const CURRENT_USER: &str = "CurrentUser";

/// The last segment of the type of the user's roles.
pub(crate) const CURRENT_ROLES: &str = "CurrentRoles";

/// The decision who may call a handler, which is an attribute each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Guarded,
    Public,
}

impl Decision {
    /// Returns the attribute's name.
    fn attribute(self) -> Ident {
        let name = match self {
            Self::Guarded => "login_required",
            Self::Public => "public",
        };
        Ident::new(name, span::own())
    }

    /// Returns the word for such a handler.
    fn word(self) -> &'static str {
        match self {
            Self::Guarded => "guarded",
            Self::Public => "public",
        }
    }
}
