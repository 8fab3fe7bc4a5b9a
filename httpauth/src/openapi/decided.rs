//! The handlers of the operations, which are found by the `operationId`.

use std::collections::BTreeMap;

use utoipa::openapi::OpenApi;

use super::conflicts::Conflicts;
use super::operations::{self, Place};
use super::scheme::is_end;
use crate::registry::{AccessMatrix, Guarded, PublicHandler};

/// The row of the access matrix that decides about an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Decided {
    Guarded(&'static Guarded),
    Public(&'static PublicHandler),
}

impl Decided {
    fn handler(self) -> &'static str {
        match self {
            Self::Guarded(row) => row.handler(),
            Self::Public(row) => row.handler(),
        }
    }

    /// Returns whether the operation of this id is the handler's.
    ///
    /// A handler with an `operation_id` has this one alone. Any other is named by its path or the end of it.
    fn answers(self, id: &str) -> bool {
        let own = match self {
            Self::Guarded(row) => row.operation_id(),
            Self::Public(row) => row.operation_id(),
        };
        if let Some(own) = own {
            return own == id;
        }
        is_end(self.handler(), id)
    }

    /// Returns the path and the place in the source.
    fn place(self) -> String {
        let (file, line) = match self {
            Self::Guarded(row) => (row.file(), row.line()),
            Self::Public(row) => (row.file(), row.line()),
        };
        format!("{} at {file}:{line}", self.handler())
    }
}

/// The operations of a document with their handlers.
#[derive(Debug)]
pub(crate) struct Operations {
    /// The operations in the order of the document. `None` if no handler of the matrix has the id.
    pub(crate) decided: Vec<(Place, Option<Decided>)>,
    /// The guarded handlers that no operation is of.
    pub(super) without_operation: Vec<&'static Guarded>,
}

impl Operations {
    /// Finds the handlers of the operations.
    ///
    /// # Errors
    ///
    /// All ids that several operations or several handlers have.
    pub(crate) fn of(openapi: &OpenApi, matrix: &AccessMatrix) -> Result<Self, Conflicts> {
        let handlers = handlers(matrix);
        let places = operations::places(openapi);
        let mut conflicts = shared_ids(&places);
        let mut decided = Vec::new();
        for place in places {
            let id = place.id.as_deref();
            let of_id: Vec<Decided> = handlers
                .iter()
                .filter(|handler| id.is_some_and(|id| handler.answers(id)))
                .copied()
                .collect();
            if let ([_, _, ..], Some(id)) = (of_id.as_slice(), id) {
                conflicts.push(several_handlers(&place, id, &of_id));
            }
            decided.push((place, of_id.first().copied()));
        }
        if !conflicts.is_empty() {
            return Err(Conflicts::new(conflicts));
        }
        let without_operation = without_operation(&handlers, &decided);
        Ok(Self {
            decided,
            without_operation,
        })
    }
}

/// Returns the handlers that clients call.
fn handlers(matrix: &AccessMatrix) -> Vec<Decided> {
    let guarded = matrix.rows().iter().filter(|row| row.is_handler());
    let guarded = guarded.map(|row| Decided::Guarded(row));
    let public = matrix.public().iter().map(|row| Decided::Public(row));
    guarded.chain(public).collect()
}

/// Describes each id that several operations have.
fn shared_ids(places: &[Place]) -> Vec<String> {
    let mut of_id: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for place in places {
        if let Some(id) = &place.id {
            let at = format!("{} {}", place.method, place.path);
            of_id.entry(id).or_default().push(at);
        }
    }
    let shared = of_id.into_iter().filter(|(_, places)| places.len() > 1);
    let described = shared.map(|(id, places)| {
        format!(
            "operationId `{id}` is of several operations: {}; write `#[utoipa::path(operation_id = \"…\")]`, and the same \
             in `#[login_required]` or `#[public]`",
            places.join(", ")
        )
    });
    described.collect()
}

fn several_handlers(place: &Place, id: &str, handlers: &[Decided]) -> String {
    let handlers: Vec<String> = handlers.iter().map(|handler| handler.place()).collect();
    format!(
        "operationId `{id}` of {} {} is of several handlers: {}; write `module::{id}` as the operationId, or `operation_id \
         = \"…\"` in the attributes of both",
        place.method,
        place.path,
        handlers.join(", ")
    )
}

/// Returns the guarded handlers that no operation is of.
fn without_operation(
    handlers: &[Decided],
    decided: &[(Place, Option<Decided>)],
) -> Vec<&'static Guarded> {
    let has_operation = |row: &Guarded| {
        let mut decided = decided.iter().filter_map(|(_, decided)| *decided);
        decided
            .any(|decided| matches!(decided, Decided::Guarded(other) if std::ptr::eq(other, row)))
    };
    let guarded = handlers.iter().filter_map(|handler| match handler {
        Decided::Guarded(row) => Some(*row),
        Decided::Public(_) => None,
    });
    guarded.filter(|row| !has_operation(row)).collect()
}
