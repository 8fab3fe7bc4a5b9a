//! Judges the item below `#[login_required]`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, GenericArgument, PathArguments, PathSegment, Safety, Signature, Type};

use super::attrs;
use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::item::{Function, Item, Struct};

/// axum's handlers take 16 parameters; the guard is one of them.
const MOST_EXTRACTORS: usize = 15;

/// The last segment of the type that the guard hands over.
const CURRENT_USER: &str = "CurrentUser";

/// What may be guarded.
pub(super) enum Guarded<'a> {
    Handler(Handler<'a>),
    Policy(&'a Struct),
}

/// A handler.
pub(super) struct Handler<'a> {
    pub(super) function: &'a Function,
    /// The parameters in order: the guard hands the user over, the extractors make the others.
    pub(super) parameters: Vec<Parameter<'a>>,
}

/// A parameter of the handler, by its type.
pub(super) enum Parameter<'a> {
    User(&'a Type),
    Extractor(&'a Type),
}

pub(super) fn guarded<'a>(
    options: &Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Guarded<'a>> {
    match item {
        Item::Function(function) => Some(Guarded::Handler(handler(options, function, diagnostics))),
        Item::Struct(item) => {
            policy(options, item, diagnostics);
            Some(Guarded::Policy(item))
        }
        Item::Other(item) => {
            let message = "`#[login_required]` goes on a handler, `async fn`, or on a unit struct, which becomes a policy";
            diagnostics.at(item, message);
            None
        }
    }
}

fn policy(options: &Options, item: &Struct, diagnostics: &mut Diagnostics) {
    if !item.is_unit() {
        let message = format!(
            "a policy is a unit struct: it has no fields and no generics; write `struct {};`",
            item.ident
        );
        diagnostics.at(&item.ident, message);
    }
    if let Some(extensions) = &options.extensions {
        diagnostics.at(
            extensions,
            "a policy puts the user into the request extensions anyway; leave `extensions` out",
        );
    }
}

fn handler<'a>(
    options: &Options,
    function: &'a Function,
    diagnostics: &mut Diagnostics,
) -> Handler<'a> {
    check_signature(&function.sig, diagnostics);
    for attr in function
        .attrs
        .iter()
        .filter(|attr| attrs::is_utoipa_path(attr))
    {
        let message = "`#[utoipa::path]` goes above `#[login_required]`; below it, it would describe the wrong function";
        diagnostics.at(attr, message);
    }
    for attr in function
        .attrs
        .iter()
        .filter(|attr| attrs::is_login_required(attr))
    {
        let message = "a handler has one guard; leave one `#[login_required]` out, or lay a policy over its router";
        diagnostics.at(attr, message);
    }
    let parameters: Vec<Parameter<'a>> = function
        .parameters()
        .map(|parameter| Parameter::of(&parameter.ty))
        .collect();
    check_extractors(options, &function.sig.ident, &parameters, diagnostics);
    check_users(options, &parameters, diagnostics);
    Handler {
        function,
        parameters,
    }
}

/// A free, async and safe function.
fn check_signature(sig: &Signature, diagnostics: &mut Diagnostics) {
    const FREE: &str = "a guarded handler is a free function; move it out of its `impl`";
    if let Some(FnArg::Receiver(receiver)) = sig.inputs.first() {
        diagnostics.at(receiver, FREE);
    } else if let Some(this) = find(sig.to_token_stream(), "Self") {
        diagnostics.at(this, FREE);
    }
    if sig.asyncness.is_none() {
        diagnostics.at(sig.fn_token, "a guarded handler is async; write `async fn`");
    }
    if let Safety::Unsafe(token) = &sig.safety {
        diagnostics.at(
            token,
            "a guarded handler is a safe function; leave `unsafe` out",
        );
    }
}

fn check_extractors(
    options: &Options,
    ident: &Ident,
    parameters: &[Parameter<'_>],
    diagnostics: &mut Diagnostics,
) {
    let extractors: Vec<&Type> = parameters.iter().filter_map(Parameter::extractor).collect();
    let count = extractors.len();
    if count > MOST_EXTRACTORS {
        let message = format!(
            "a guarded handler takes {MOST_EXTRACTORS} extractors at most, and this one has {count}; put some of \
             them into a tuple"
        );
        diagnostics.at(ident, message);
    }
    for extractor in extractors {
        if matches!(extractor, Type::Reference(_)) {
            let message = "a handler takes its parameters by value; leave the `&` out";
            diagnostics.at(extractor, message);
        } else if options.extensions.is_none()
            && find(extractor.to_token_stream(), CURRENT_USER).is_some()
        {
            // It would be looked for in the request extensions, where nobody has put it: 500, always.
            let message = "the guard hands over `CurrentUser<T>` or `Option<CurrentUser<T>>`; write one of them, or \
                           `#[login_required(extensions)]` to have it extracted";
            diagnostics.at(extractor, message);
        }
    }
}

fn check_users(options: &Options, parameters: &[Parameter<'_>], diagnostics: &mut Diagnostics) {
    let mut users = parameters.iter().filter_map(Parameter::user);
    let user = users.next();
    for second in users {
        diagnostics.at(
            second,
            "the guard hands over one user; leave this parameter out",
        );
    }
    if let (Some(_), Some(user)) = (&options.optional, user.filter(|user| !is_option(user))) {
        let message = "requests without credentials pass this guard, since it is `optional`; write `Option<CurrentUser<T>>`";
        diagnostics.at(user, message);
    }
}

impl<'a> Parameter<'a> {
    /// What is written `CurrentUser<T>` or `Option<CurrentUser<T>>` is the user.
    fn of(ty: &'a Type) -> Self {
        let inner = if is_option(ty) {
            argument(ty).unwrap_or(ty)
        } else {
            ty
        };
        if last_segment(inner).is_some_and(|segment| segment.ident == CURRENT_USER) {
            Self::User(ty)
        } else {
            Self::Extractor(ty)
        }
    }

    fn user(&self) -> Option<&'a Type> {
        match self {
            Self::User(ty) => Some(ty),
            Self::Extractor(_) => None,
        }
    }

    fn extractor(&self) -> Option<&'a Type> {
        match self {
            Self::User(_) => None,
            Self::Extractor(ty) => Some(ty),
        }
    }
}

/// The first identifier `name` in the tokens.
fn find(tokens: TokenStream, name: &str) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident).filter(|ident| ident == name),
        TokenTree::Group(group) => find(group.stream(), name),
        _ => None,
    })
}

fn is_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Option")
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// The type argument of `Option<T>`.
fn argument(ty: &Type) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &last_segment(ty)?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
