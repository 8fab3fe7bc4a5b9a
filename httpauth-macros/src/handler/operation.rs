//! The key `operation_id` of a guarded or a public handler.

use syn::LitStr;

use crate::diagnostics::Diagnostics;

/// Reports an `operationId` without text.
pub(crate) fn check_operation_id(id: Option<&LitStr>, diagnostics: &mut Diagnostics) {
    if let Some(id) = id
        && id.value().trim().is_empty()
    {
        let message = "`operation_id` is empty; write the id that `#[utoipa::path(operation_id = …)]` has, or leave \
                       `operation_id` out";
        diagnostics.at(id, message);
    }
}
