//! The validation of the function below `#[permission]`.

use syn::{PatType, ReturnType, Type};

use super::parse::Options;
use crate::callback::{check_extractors, plain_function};
use crate::diagnostics::Diagnostics;
use crate::item::{Function, Item};

/// The signature that a message tells the user to write.
const SIGNATURE: &str = "async fn owns_todo(user: &User, Path(id): Path<u64>) -> bool";

/// A permission.
pub(super) struct Permission<'a> {
    pub(super) options: &'a Options,
    pub(super) function: &'a Function,
    /// The type of the first parameter, which is a reference to the user.
    pub(super) user: Option<&'a Type>,
    /// The types of the further parameters.
    pub(super) extractors: Vec<&'a Type>,
    /// True if it can be called. Otherwise it is a permission all the same, so that the rules that name it cause no
    /// errors of their own.
    pub(super) is_legal: bool,
}

pub(super) fn permission<'a>(
    options: &'a Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<Permission<'a>> {
    let Item::Function(function) = item else {
        let message = format!("`#[permission]` goes on a function; write `{SIGNATURE}`");
        diagnostics.at(item, message);
        return None;
    };
    plain_function(SIGNATURE, function, diagnostics);
    let parameters: Vec<&PatType> = function.parameters().collect();
    let (user, extractors) = match parameters.as_slice() {
        [user, extractors @ ..] => (Some(&*user.ty), extractors),
        [] => (None, parameters.as_slice()),
    };
    check_user(function, user, diagnostics);
    check_extractors(SIGNATURE, extractors, diagnostics);
    if let ReturnType::Default = function.sig.output {
        let message = format!("this permission returns nothing; write `{SIGNATURE}`");
        diagnostics.at(&function.sig.ident, message);
    }
    let permission = Permission {
        options,
        function,
        user,
        extractors: extractors.iter().map(|extractor| &*extractor.ty).collect(),
        is_legal: diagnostics.is_empty(),
    };
    Some(permission).filter(|_| !function.has_receiver())
}

fn check_user(function: &Function, user: Option<&Type>, diagnostics: &mut Diagnostics) {
    match user {
        Some(Type::Reference(user)) if user.mutability.is_none() => {}
        Some(user) => {
            let message = format!(
                "the first parameter of a permission must be a reference to the user, `&User`; write `{SIGNATURE}`"
            );
            diagnostics.at(user, message);
        }
        None if function.has_receiver() => {}
        None => {
            let message =
                format!("a permission needs the user as its first parameter; write `{SIGNATURE}`");
            diagnostics.at(&function.sig.ident, message);
        }
    }
}
