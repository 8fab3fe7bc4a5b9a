//! The requirements of guards, and the answers of guards that refuse.

use std::collections::BTreeMap;

use utoipa::openapi::header::Header;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::SecurityRequirement;

use super::scheme;
use crate::registry::{Alternative, Guarded, Registry};

/// Returns the requirements, one of which is enough. Each member of a multi object has its own (OpenAPI 3.1 section
/// 4.8.30).
///
/// A requirement names roles whatever its scheme is, as OpenAPI 3.1 allows.
pub(super) fn requirements(
    row: &Guarded,
    names: &BTreeMap<&'static str, String>,
) -> Vec<SecurityRequirement> {
    let alternatives = row.alternatives();
    let roles: Vec<&[String]> = if alternatives.is_empty() {
        vec![&[]]
    } else {
        alternatives.iter().map(Alternative::roles).collect()
    };
    let mut requirements = Vec::new();
    for member in scheme::members(row.auth()) {
        let Some(name) = names.get(member.object()) else {
            continue;
        };
        for roles in &roles {
            let requirement = SecurityRequirement::new(name, roles.iter());
            if !requirements.contains(&requirement) {
                requirements.push(requirement);
            }
        }
    }
    if row.optional() {
        requirements.push(SecurityRequirement::default());
    }
    requirements
}

/// Adds the answers of the guard that the operation does not describe itself.
pub(super) fn add(operation: &mut Operation, row: &Guarded) {
    let mut answers = vec![("401", unauthorized())];
    if !row.alternatives().is_empty() {
        answers.push(("403", Response::new("The user may not do this.")));
    }
    let members = scheme::members(row.auth());
    if members.iter().any(|member| member.is_throttled()) {
        answers.push(("429", too_many()));
    }
    if members.iter().copied().any(counts_nonces) {
        let text = "The credentials cannot be checked now.";
        answers.push(("503", Response::new(text)));
    }
    for (status, response) in answers {
        let described = operation.responses.responses.entry(status.to_owned());
        described.or_insert_with(|| response.into());
    }
}

/// Returns whether the object asks a store of nonces, which may be out of reach.
fn counts_nonces(registry: &Registry) -> bool {
    registry.has_slot("generate_nonce")
}

fn unauthorized() -> Response {
    let challenge = header(
        Type::String,
        "A challenge of each scheme (RFC 9110 section 11.6.1)",
    );
    let response = ResponseBuilder::new().header("WWW-Authenticate", challenge);
    response
        .description("The request has no credentials, or wrong ones.")
        .build()
}

fn too_many() -> Response {
    let seconds = header(
        Type::Integer,
        "The seconds to wait (RFC 9110 section 10.2.3)",
    );
    let response = ResponseBuilder::new().header("Retry-After", seconds);
    response
        .description("Too many credentials were wrong of late.")
        .build()
}

fn header(of: Type, description: &str) -> Header {
    let mut header = Header::new(ObjectBuilder::new().schema_type(of).build());
    header.description = Some(description.to_owned());
    header
}
