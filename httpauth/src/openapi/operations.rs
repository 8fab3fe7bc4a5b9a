//! The operations of a document, each with its place.

use std::fmt;

use utoipa::openapi::OpenApi;
use utoipa::openapi::path::Operation;

/// The place of an operation in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) id: Option<String>,
}

/// Prints the line that stands for the operation in messages and in the list of `assert_uncovered`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.as_deref().unwrap_or("without operationId");
        write!(f, "{} {} {id}", self.method, self.path)
    }
}

/// Lists the methods of a path with their operations, which `as_ref` or `as_mut` borrows.
macro_rules! methods {
    ($item:ident, $borrow:ident) => {
        [
            ("GET", $item.get.$borrow()),
            ("PUT", $item.put.$borrow()),
            ("POST", $item.post.$borrow()),
            ("DELETE", $item.delete.$borrow()),
            ("OPTIONS", $item.options.$borrow()),
            ("HEAD", $item.head.$borrow()),
            ("PATCH", $item.patch.$borrow()),
            ("TRACE", $item.trace.$borrow()),
            ("QUERY", $item.query.$borrow()),
        ]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation?)))
    };
}

/// Returns the places of the operations, in the order of their paths.
///
/// Webhooks have none, since the program calls them.
pub(super) fn places(openapi: &OpenApi) -> Vec<Place> {
    let mut places = Vec::new();
    for (path, item) in &openapi.paths.paths {
        let additional = item.additional_operations.iter();
        let additional = additional.map(|(method, operation)| (method.as_str(), operation));
        let of_path = methods!(item, as_ref).chain(additional);
        places.extend(of_path.map(|(method, operation)| Place {
            method: method.to_owned(),
            path: path.clone(),
            id: operation.operation_id.clone(),
        }));
    }
    places
}

/// Returns the operations to change them, in the order of [`places`].
pub(super) fn each_mut(openapi: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    openapi.paths.paths.values_mut().flat_map(|item| {
        let operations = methods!(item, as_mut).map(|(_, operation)| operation);
        operations.chain(item.additional_operations.values_mut())
    })
}
