//! The validation of the function below `#[public]`.

use quote::ToTokens;
use syn::Type;

use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::handler::{self, CURRENT_ROLES, CURRENT_USER, Decision};
use crate::item::{Function, last_segment};

/// A handler that anybody may call.
pub(super) struct Handler<'a> {
    pub(super) function: &'a Function,
    /// The parameters in order.
    pub(super) extractors: Vec<&'a Type>,
}

impl<'a> Handler<'a> {
    /// Returns the extractors with their places among the parameters.
    pub(super) fn extractors(&self) -> impl Iterator<Item = (usize, &'a Type)> {
        self.extractors.iter().copied().enumerate()
    }
}

pub(super) fn handler<'a>(
    options: &Options,
    function: &'a Function,
    diagnostics: &mut Diagnostics,
) -> Handler<'a> {
    if let Some(reason) = &options.reason
        && reason.value().trim().is_empty()
    {
        let message =
            "`reason` is empty; write why anybody may call the handler, or leave `reason` out";
        diagnostics.at(reason, message);
    }
    handler::check_operation_id(options.operation_id.as_ref(), diagnostics);
    handler::check(Decision::Public, function, diagnostics);
    let parameters = function.parameters();
    let extractors: Vec<&Type> = parameters.map(|parameter| &*parameter.ty).collect();
    let ident = &function.sig.ident;
    handler::check_extractors(Decision::Public, ident, &extractors, diagnostics);
    check_users(&extractors, diagnostics);
    check_next(&extractors, diagnostics);
    Handler {
        function,
        extractors,
    }
}

/// Reports a parameter for the user or the user's roles, which no guard would hand over.
///
/// The answer would always be a 500.
fn check_users(extractors: &[&Type], diagnostics: &mut Diagnostics) {
    for extractor in extractors {
        if handler::find(extractor.to_token_stream(), CURRENT_USER).is_some() {
            let message = "a public handler has no user, since no guard asks for credentials; write `#[login_required]`, or \
                           `#[login_required(optional)]` for `Option<CurrentUser<T>>`";
            diagnostics.at(extractor, message);
        }
        if handler::find(extractor.to_token_stream(), CURRENT_ROLES).is_some() {
            let message = "a public handler has no user and no roles, since no guard asks for credentials; write \
                           `#[login_required]`, or `#[login_required(optional)]` for `Option<CurrentRoles<R>>`";
            diagnostics.at(extractor, message);
        }
    }
}

/// Reports a middleware function, which clients do not call.
fn check_next(extractors: &[&Type], diagnostics: &mut Diagnostics) {
    if let Some(segment) = extractors.last().and_then(|ty| last_segment(ty))
        && segment.ident == "Next"
    {
        let message = "`#[public]` goes on a handler, and this is a middleware function; leave `#[public]` out";
        diagnostics.at(segment, message);
    }
}
