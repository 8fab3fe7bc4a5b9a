//! The validation of the function below a callback attribute.

use syn::{FnArg, GenericParam, PatType, ReturnType, Safety, Type};

use super::Slot;
use super::lifetime::{self, Unnameable};
use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::item::{Function, Item};

/// A callback.
pub(super) struct Callback<'a> {
    pub(super) slot: Slot,
    pub(super) options: &'a Options,
    pub(super) function: &'a Function,
    /// The types of the parameters that the callback is for. They are references, or the argument of an error handler.
    pub(super) inputs: Vec<&'a Type>,
    /// The types of the parameters after them, which are extractors.
    pub(super) extractors: Vec<&'a Type>,
    /// The type of its answer, if that can be named.
    pub(super) output: Option<&'a Type>,
    /// True if it can be called. Otherwise its slot is filled all the same, so that nothing is said of an empty slot.
    pub(super) is_legal: bool,
}

pub(super) fn callback<'a>(
    slot: Slot,
    options: &'a Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Callback<'a>> {
    let Item::Function(function) = item else {
        diagnostics.at(
            item,
            format!(
                "`#[{}]` goes on a function; write `{}`",
                slot.name(),
                slot.signature()
            ),
        );
        return None;
    };
    plain_function(slot.signature(), function, diagnostics);
    let (inputs, extractors) = split_parameters(slot, function);
    check_inputs(slot, function, &inputs, diagnostics);
    check_extractors(slot.signature(), &extractors, diagnostics);
    let output = output(slot, function, diagnostics);
    let is_legal = diagnostics.is_empty();
    if !is_legal && (options.auth_is_unknown || function.has_receiver() || !slot.has_trait()) {
        return None;
    }
    Some(Callback {
        slot,
        options,
        function,
        inputs: inputs.iter().map(|input| &*input.ty).collect(),
        extractors: extractors
            .iter()
            .filter(|_| is_legal)
            .map(|extractor| &*extractor.ty)
            .collect(),
        output,
        is_legal,
    })
}

/// Reports a function that is not free, is not safe, or has type parameters.
pub(crate) fn plain_function(signature: &str, function: &Function, diagnostics: &mut Diagnostics) {
    let sig = &function.sig;
    if let Some(FnArg::Receiver(receiver)) = sig.inputs.first() {
        diagnostics.at(
            receiver,
            format!("a callback is a free function, not a method; write `{signature}`"),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        diagnostics.at(token, "a callback is a safe function; leave `unsafe` out");
    }
    for parameter in &sig.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            diagnostics.at(parameter, "a callback has no type parameters: each auth object has one user type and one state");
        }
    }
}

/// Splits the parameters into those that the callback is for and the extractors after them.
fn split_parameters(slot: Slot, function: &Function) -> (Vec<&PatType>, Vec<&PatType>) {
    let parameters: Vec<&PatType> = function.parameters().collect();
    let (_, most) = slot.inputs();
    let count = match slot {
        Slot::ErrorHandler => parameters.len().min(1),
        // A reference is never an extractor, so the references in front are what the callback is for.
        Slot::HashPassword => parameters
            .iter()
            .take(most)
            .take_while(|input| is_reference(&input.ty))
            .count(),
        _ => parameters.len().min(most),
    };
    let mut inputs = parameters;
    let extractors = inputs.split_off(count);
    (inputs, extractors)
}

fn check_inputs(
    slot: Slot,
    function: &Function,
    inputs: &[&PatType],
    diagnostics: &mut Diagnostics,
) {
    let (least, _) = slot.inputs();
    if inputs.len() < least && !function.has_receiver() {
        let count = if least == 1 {
            "one parameter"
        } else {
            "two parameters"
        };
        let message = format!(
            "`#[{}]` needs {count} before its extractors; write `{}`",
            slot.name(),
            slot.signature()
        );
        diagnostics.at(&function.sig.ident, message);
    }
    if slot == Slot::ErrorHandler {
        return;
    }
    for input in inputs {
        let right = if slot.takes_text() {
            is_text(&input.ty)
        } else {
            is_reference(&input.ty)
        };
        if !right {
            let expected = if slot.takes_text() {
                "`&str`"
            } else {
                "a reference to the user, `&User`"
            };
            diagnostics.at(
                &input.ty,
                format!("this parameter is {expected}; write `{}`", slot.signature()),
            );
        }
    }
}

pub(crate) fn check_extractors(
    signature: &str,
    extractors: &[&PatType],
    diagnostics: &mut Diagnostics,
) {
    for extractor in extractors {
        match &*extractor.ty {
            Type::Reference(_) => {
                let message = "the further parameters are extractors, which are taken by value";
                diagnostics.at(&extractor.ty, format!("{message}; write `{signature}`"));
            }
            Type::ImplTrait(_) => {
                diagnostics.at(&extractor.ty, "write out the type of this extractor");
            }
            _ => {}
        }
    }
}

/// Returns the type of the callback's answer. It must be written out, since the trait's implementation names it.
fn output<'a>(
    slot: Slot,
    function: &'a Function,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Type> {
    let output = match &function.sig.output {
        ReturnType::Type(_, output) => &**output,
        ReturnType::Default if slot == Slot::ErrorHandler => return None,
        ReturnType::Default => {
            let message = format!(
                "this callback answers nothing; write `{}`",
                slot.signature()
            );
            diagnostics.at(&function.sig.ident, message);
            return None;
        }
    };
    if slot == Slot::ErrorHandler {
        return Some(output);
    }
    let message = match lifetime::unnameable(output) {
        Some(Unnameable::Opaque) => "write out what this callback answers",
        Some(Unnameable::Borrowed) if slot != Slot::GetUserRoles => {
            "what this callback answers cannot borrow from its parameters; answer owned values"
        }
        _ => return Some(output).filter(|_| !function.has_type_parameters()),
    };
    diagnostics.at(output, format!("{message}, as in `{}`", slot.signature()));
    None
}

fn is_reference(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_))
}

/// Returns whether this is `&str`.
fn is_text(ty: &Type) -> bool {
    let Type::Reference(reference) = ty else {
        return false;
    };
    let Type::Path(path) = &*reference.elem else {
        return false;
    };
    reference.mutability.is_none()
        && path
            .path
            .segments
            .last()
            .is_some_and(|segment| segment.ident == "str")
}
