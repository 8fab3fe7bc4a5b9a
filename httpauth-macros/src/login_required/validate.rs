//! The validation of the item below `#[login_required]`.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use super::named;
use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::handler::{self, CURRENT_ROLES, CURRENT_USER, Decision};
use crate::item::{Function, Item, Struct, last_segment};

/// An item that may be guarded.
pub(super) enum Guarded<'a> {
    Handler(Handler<'a>),
    Policy(&'a Struct),
}

/// A handler.
pub(super) struct Handler<'a> {
    pub(super) function: &'a Function,
    /// The parameters in order. The guard hands the user over, and the extractors make the others.
    pub(super) parameters: Vec<Parameter<'a>>,
}

/// A parameter of the handler, by its type.
pub(super) enum Parameter<'a> {
    User(&'a Type),
    /// The user's roles, an extractor that finds what the guard leaves for it.
    Roles(&'a Type),
    Extractor(&'a Type),
    /// The last parameter of a middleware function.
    Next(&'a Type),
}

impl<'a> Handler<'a> {
    /// Returns the extractors with their places among the parameters.
    pub(super) fn extractors(&self) -> impl Iterator<Item = (usize, &'a Type)> {
        let parameters = self.parameters.iter().enumerate();
        parameters.filter_map(|(index, parameter)| Some((index, parameter.extractor()?)))
    }

    /// Returns `Next` with its place among the parameters.
    pub(super) fn next(&self) -> Option<(usize, &'a Type)> {
        let mut parameters = self.parameters.iter().enumerate();
        parameters.find_map(|(index, parameter)| match parameter {
            Parameter::Next(ty) => Some((index, *ty)),
            _ => None,
        })
    }

    /// Returns the parameter for the user's roles.
    pub(super) fn roles(&self) -> Option<&'a Type> {
        self.parameters.iter().find_map(Parameter::roles)
    }

    /// Returns whether the guard leaves the user in the request extensions for the code further in.
    pub(super) fn publishes(&self, options: &Options) -> bool {
        options.extensions.is_some() || self.next().is_some()
    }
}

pub(super) fn guarded<'a>(
    options: &Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Guarded<'a>> {
    match item {
        Item::Function(function) => {
            handler::check_operation_id(options.operation_id.as_ref(), diagnostics);
            named::check(options, diagnostics);
            named::check_alone(options, diagnostics);
            Some(Guarded::Handler(handler(options, function, diagnostics)))
        }
        Item::Struct(item) => {
            named::check(options, diagnostics);
            policy(options, item, diagnostics);
            Some(Guarded::Policy(item))
        }
        Item::Other(item) => {
            let message = "`#[login_required]` goes on a handler or a unit struct; write `async fn` for a handler, \
                           `struct AdminsOnly;` for a policy";
            diagnostics.at(item, message);
            None
        }
    }
}

fn policy(options: &Options, item: &Struct, diagnostics: &mut Diagnostics) {
    if !item.is_unit() {
        let message = format!(
            "a policy is a unit struct without fields and generics; write `struct {};`",
            item.ident
        );
        diagnostics.at(&item.ident, message);
    }
    if let Some(id) = &options.operation_id {
        diagnostics.at(
            id,
            "a policy is no operation of a document; write `operation_id` on the handlers",
        );
    }
    if let Some(extensions) = &options.extensions {
        diagnostics.at(
            extensions,
            "a policy always puts the user into the request's extensions; leave `extensions` out",
        );
    }
}

fn handler<'a>(
    options: &Options,
    function: &'a Function,
    diagnostics: &mut Diagnostics,
) -> Handler<'a> {
    handler::check(Decision::Guarded, function, diagnostics);
    let last = function.parameters().count().saturating_sub(1);
    let parameters: Vec<Parameter<'a>> = function
        .parameters()
        .enumerate()
        .map(|(index, parameter)| Parameter::of(&parameter.ty, index == last))
        .collect();
    check_extractors(options, &function.sig.ident, &parameters, diagnostics);
    if let (Some(id), Some(Parameter::Next(_))) = (&options.operation_id, parameters.last()) {
        diagnostics.at(
            id,
            "a middleware function is no operation of a document; leave `operation_id` out",
        );
    }
    let users = parameters.iter().filter_map(Parameter::user);
    check_handed_over(options, ("one user", "CurrentUser<T>"), users, diagnostics);
    let roles = parameters.iter().filter_map(Parameter::roles);
    let words = ("the roles once", "CurrentRoles<R>");
    check_handed_over(options, words, roles, diagnostics);
    Handler {
        function,
        parameters,
    }
}

fn check_extractors(
    options: &Options,
    ident: &Ident,
    parameters: &[Parameter<'_>],
    diagnostics: &mut Diagnostics,
) {
    let extractors: Vec<&Type> = parameters.iter().filter_map(Parameter::extractor).collect();
    handler::check_extractors(Decision::Guarded, ident, &extractors, diagnostics);
    for extractor in parameters.iter().filter_map(Parameter::other) {
        if matches!(extractor, Type::Reference(_)) {
            continue;
        }
        let names = |name| handler::find(extractor.to_token_stream(), name).is_some();
        // The user or the roles would be looked for in the request extensions, where nobody has put them, and the answer
        // would always be a 500.
        if options.extensions.is_none() && names(CURRENT_USER) {
            let message = "the guard hands over `CurrentUser<T>` or `Option<CurrentUser<T>>`; write one of them, or \
                           `#[login_required(extensions)]` to extract it from the request";
            diagnostics.at(extractor, message);
        }
        if names(CURRENT_ROLES) {
            let message = "the guard hands over `CurrentRoles<R>` or `Option<CurrentRoles<R>>`; write one of them";
            diagnostics.at(extractor, message);
        }
    }
}

/// Reports a second parameter of the type `written`, and one that would need a user where there may be none.
fn check_handed_over<'a>(
    options: &Options,
    (thing, written): (&str, &str),
    mut parameters: impl Iterator<Item = &'a Type>,
    diagnostics: &mut Diagnostics,
) {
    let first = parameters.next();
    for second in parameters {
        let message = format!("the guard hands over {thing}; leave this parameter out");
        diagnostics.at(second, message);
    }
    if let (Some(_), Some(first)) = (&options.optional, first.filter(|first| !is_option(first))) {
        let message = format!(
            "requests without credentials pass this guard, since it is `optional`; write `Option<{written}>`"
        );
        diagnostics.at(first, message);
    }
}

impl<'a> Parameter<'a> {
    /// Tells what a parameter is by how its type is written.
    ///
    /// `CurrentUser<T>` or `Option<CurrentUser<T>>` is the user, `CurrentRoles<R>` or its `Option` are the roles, and a
    /// last `Next` is axum's.
    fn of(ty: &'a Type, is_last: bool) -> Self {
        if is_last && last_segment(ty).is_some_and(|segment| segment.ident == "Next") {
            return Self::Next(ty);
        }
        let inner = if is_option(ty) {
            argument(ty).unwrap_or(ty)
        } else {
            ty
        };
        match last_segment(inner) {
            Some(segment) if segment.ident == CURRENT_USER => Self::User(ty),
            Some(segment) if segment.ident == CURRENT_ROLES => Self::Roles(ty),
            _ => Self::Extractor(ty),
        }
    }

    pub(super) fn user(&self) -> Option<&'a Type> {
        match self {
            Self::User(ty) => Some(ty),
            _ => None,
        }
    }

    fn roles(&self) -> Option<&'a Type> {
        match self {
            Self::Roles(ty) => Some(ty),
            _ => None,
        }
    }

    /// Returns the type of an extractor, as that of the roles is.
    fn extractor(&self) -> Option<&'a Type> {
        self.roles().or_else(|| self.other())
    }

    /// Returns the type of an extractor that has nothing to do with the guard, as far as its name tells.
    pub(super) fn other(&self) -> Option<&'a Type> {
        match self {
            Self::Extractor(ty) => Some(ty),
            _ => None,
        }
    }
}

fn is_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Option")
}

/// Returns the type argument of `Option<T>`.
pub(super) fn argument(ty: &Type) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &last_segment(ty)?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
