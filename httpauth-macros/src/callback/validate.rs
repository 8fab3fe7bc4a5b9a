//! The validation of the function below a callback attribute.

use syn::{FnArg, GenericParam, PatType, ReturnType, Safety, Type};

use super::lifetime::{self, Unnameable};
use super::parse::Options;
use super::slot::{Answer, Callback, Inputs, Slot};
use crate::diagnostics::Diagnostics;
use crate::item::{Function, Item};

pub(super) fn callback<'a>(
    slot: &'static Slot,
    options: &'a Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Callback<'a>> {
    let Item::Function(function) = item else {
        diagnostics.at(
            item,
            format!(
                "`#[{}]` goes on a function; write `{}`",
                slot.name, slot.signature
            ),
        );
        return None;
    };
    plain_function(slot.signature, function, diagnostics);
    let (inputs, extractors) = split_parameters(slot, function);
    check_inputs(slot, function, &inputs, diagnostics);
    check_extractors(slot.signature, &extractors, diagnostics);
    let output = output(slot, function, diagnostics);
    let is_legal = diagnostics.is_empty();
    if !is_legal && (options.auth_is_unknown || function.has_receiver() || slot.stand_in.is_none())
    {
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
            format!("a callback must be a free function, not a method; write `{signature}`"),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        diagnostics.at(
            token,
            "a callback must be a safe function; leave `unsafe` out",
        );
    }
    for parameter in &sig.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            diagnostics.at(
                parameter,
                "a callback cannot have type parameters, since each auth object has one user type and one state; leave \
                 them out",
            );
        }
    }
}

/// Splits the parameters into those that the callback is for and the extractors after them.
fn split_parameters<'a>(
    slot: &Slot,
    function: &'a Function,
) -> (Vec<&'a PatType>, Vec<&'a PatType>) {
    let mut inputs: Vec<&PatType> = function.parameters().collect();
    let count = match slot.inputs {
        // A reference is never an extractor, so a reference in front is what the callback is for.
        Inputs::Text(least, names) => inputs
            .iter()
            .take(names.len())
            .enumerate()
            .take_while(|(index, input)| *index < least || is_reference(&input.ty))
            .count(),
        Inputs::User | Inputs::Error => inputs.len().min(1),
    };
    let extractors = inputs.split_off(count);
    (inputs, extractors)
}

/// Reports parameters before the extractors that are too few, or of another type.
fn check_inputs(
    slot: &Slot,
    function: &Function,
    inputs: &[&PatType],
    diagnostics: &mut Diagnostics,
) {
    let least = match slot.inputs {
        Inputs::Text(least, _) => least,
        Inputs::User => 1,
        Inputs::Error => 0,
    };
    if inputs.len() < least && !function.has_receiver() {
        let count = if least == 1 {
            "one parameter"
        } else {
            "two parameters"
        };
        let message = format!(
            "`#[{}]` needs {count} before its extractors; write `{}`",
            slot.name, slot.signature
        );
        diagnostics.at(&function.sig.ident, message);
    }
    for input in inputs {
        check_input(slot, &input.ty, diagnostics);
    }
}

fn check_input(slot: &Slot, input: &Type, diagnostics: &mut Diagnostics) {
    let (is_right, expected) = match slot.inputs {
        Inputs::Text(..) => (is_text(input), "`&str`"),
        Inputs::User => (is_reference(input), "a reference to the user, `&User`"),
        // The compiler judges what an error handler takes.
        Inputs::Error => return,
    };
    if !is_right {
        diagnostics.at(
            input,
            format!(
                "this parameter must be {expected}; write `{}`",
                slot.signature
            ),
        );
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
                let message = "this parameter is an extractor, which is taken by value";
                diagnostics.at(&extractor.ty, format!("{message}; write `{signature}`"));
            }
            Type::ImplTrait(_) => {
                diagnostics.at(
                    &extractor.ty,
                    "the type of this extractor is not written out; write a type with a name",
                );
            }
            _ => {}
        }
    }
}

/// Returns the type of the callback's answer. It must be written out, since the trait's implementation names it.
fn output<'a>(
    slot: &Slot,
    function: &'a Function,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Type> {
    let output = match (&function.sig.output, &slot.answer) {
        (ReturnType::Type(_, output), Answer::Response) => return Some(output),
        (ReturnType::Type(_, output), Answer::Owned | Answer::Borrowed) => &**output,
        (ReturnType::Default, Answer::Response) => return None,
        (ReturnType::Default, Answer::Owned | Answer::Borrowed) => {
            let message = format!("this callback returns nothing; write `{}`", slot.signature);
            diagnostics.at(&function.sig.ident, message);
            return None;
        }
    };
    let message = match (lifetime::unnameable(output), &slot.answer) {
        (Some(Unnameable::Opaque), _) => {
            "the type that this callback returns is not written out; write a type with a name"
        }
        (Some(Unnameable::Borrowed), Answer::Owned) => {
            "the value that this callback returns cannot borrow from its parameters; return owned values"
        }
        _ => return Some(output).filter(|_| !function.has_type_parameters()),
    };
    diagnostics.at(output, format!("{message}, as in `{}`", slot.signature));
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
