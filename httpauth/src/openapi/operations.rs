//! The operations of a document, each with its place.

use std::fmt;

use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};

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

/// Returns the operations in the order of their paths.
///
/// Webhooks are none of them, since the program calls them.
pub(crate) fn each(openapi: &OpenApi) -> impl Iterator<Item = (Place, &Operation)> {
    openapi.paths.paths.iter().flat_map(|(path, item)| {
        let operations = methods(item)
            .into_iter()
            .filter_map(|(method, operation)| operation.map(|operation| (method, operation)));
        let additional = item.additional_operations.iter();
        let additional = additional.map(|(method, operation)| (method.as_str(), operation));
        operations
            .chain(additional)
            .map(move |(method, operation)| {
                let place = Place {
                    method: method.to_owned(),
                    path: path.clone(),
                    id: operation.operation_id.clone(),
                };
                (place, operation)
            })
    })
}

fn methods(item: &PathItem) -> [(&'static str, Option<&Operation>); 9] {
    [
        ("GET", item.get.as_ref()),
        ("PUT", item.put.as_ref()),
        ("POST", item.post.as_ref()),
        ("DELETE", item.delete.as_ref()),
        ("OPTIONS", item.options.as_ref()),
        ("HEAD", item.head.as_ref()),
        ("PATCH", item.patch.as_ref()),
        ("TRACE", item.trace.as_ref()),
        ("QUERY", item.query.as_ref()),
    ]
}

/// Returns the operations to change them, in the order of [`each`].
pub(super) fn each_mut(openapi: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    openapi.paths.paths.values_mut().flat_map(|item| {
        let methods = [
            item.get.as_mut(),
            item.put.as_mut(),
            item.post.as_mut(),
            item.delete.as_mut(),
            item.options.as_mut(),
            item.head.as_mut(),
            item.patch.as_mut(),
            item.trace.as_mut(),
            item.query.as_mut(),
        ];
        let additional = item.additional_operations.values_mut();
        methods.into_iter().flatten().chain(additional)
    })
}
