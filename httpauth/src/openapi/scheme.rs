//! The security schemes of auth objects (OpenAPI 3.1 section 4.8.27).

use std::collections::BTreeMap;

use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::registry::Registry;

/// Returns the auth objects that challenge, which are the object itself, or the members of a multi object.
pub(crate) fn members(registry: &'static Registry) -> Vec<&'static Registry> {
    if registry.members().is_empty() {
        return vec![registry];
    }
    let nested = registry.members().iter();
    nested.flat_map(|member| members(member)).collect()
}

/// Returns the names of the objects as keys of the document's components.
///
/// A name is the end of the object's path, `Auth`, or as much of it as tells it from the others, `users.Auth`.
pub(super) fn names(objects: &[&'static Registry]) -> BTreeMap<&'static str, String> {
    let paths: Vec<&'static str> = objects.iter().map(|registry| registry.object()).collect();
    let name = |path: &&'static str| {
        let starts = path
            .rmatch_indices("::")
            .map(|(at, separator)| at + separator.len());
        let ends = starts.chain([0]).filter_map(|start| path.get(start..));
        let unique = ends.into_iter().find(|end| {
            let mut others = paths.iter().filter(|other| *other != path);
            !others.any(|other| is_end(other, end))
        });
        (*path, unique.unwrap_or(path).replace("::", "."))
    };
    paths.iter().map(name).collect()
}

/// Returns whether the path ends with these whole names.
pub(super) fn is_end(path: &str, end: &str) -> bool {
    let modules = path.strip_suffix(end);
    modules.is_some_and(|modules| modules.is_empty() || modules.ends_with("::"))
}

/// Returns the security scheme of the object.
///
/// utoipa has the schemes of the IANA registry alone, so that a scheme of the application's own is the value of a field.
pub(super) fn scheme(registry: &Registry) -> SecurityScheme {
    let realm = registry.realm();
    if let Some(field) = registry.field() {
        return api_key(field, format!("The token. Realm: {realm}"));
    }
    let word = registry.scheme();
    let known = [
        ("basic", HttpAuthScheme::Basic),
        ("bearer", HttpAuthScheme::Bearer),
        ("digest", HttpAuthScheme::Digest),
    ];
    let known = known
        .into_iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name));
    match known {
        _ if registry.is_bare() => api_key("Authorization", format!("The token. Realm: {realm}")),
        Some((_, scheme)) => {
            let http = HttpBuilder::new().scheme(scheme);
            SecurityScheme::Http(http.description(Some(format!("Realm: {realm}"))).build())
        }
        None => api_key(
            "Authorization",
            format!("The word `{word}`, a space and the token. Realm: {realm}"),
        ),
    }
}

fn api_key(field: &str, description: impl Into<String>) -> SecurityScheme {
    let value = ApiKeyValue::with_description(field.to_owned(), description.into());
    SecurityScheme::ApiKey(ApiKey::Header(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn object(path: &'static str) -> Registry {
        Registry::new(path, "Basic", "Staff", &[])
    }

    /// As few modules stand in a name as tell the objects apart.
    #[test]
    fn the_names_of_objects() {
        static OBJECTS: [Registry; 4] = [
            object("app::Auth"),
            object("app::users::Auth"),
            object("app::users::Api"),
            object("other::users::Auth"),
        ];
        let names = names(&OBJECTS.each_ref());
        let names: Vec<&str> = names.values().map(String::as_str).collect();
        assert_eq!(
            names,
            ["app.Auth", "Api", "app.users.Auth", "other.users.Auth"]
        );
    }

    /// The place of the credentials decides what a client is told.
    #[test]
    fn the_schemes_of_objects() {
        let json = |registry: Registry| serde_json::to_value(scheme(&registry)).unwrap();
        let of = |word| Registry::new("Auth", word, "Staff", &[]);
        for (registry, kind, scheme, name) in [
            (of("Basic"), "http", Some("basic"), None),
            (of("Bearer"), "http", Some("bearer"), None),
            (of("Digest"), "http", Some("digest"), None),
            (of("Cargo"), "apiKey", None, Some("Authorization")),
            (of("Cargo").bare(), "apiKey", None, Some("Authorization")),
            (
                of("ApiKey").with_field("x-api-key"),
                "apiKey",
                None,
                Some("x-api-key"),
            ),
        ] {
            let json = json(registry);
            assert_eq!(json["type"], kind, "{json}");
            assert_eq!(json["scheme"].as_str(), scheme, "{json}");
            assert_eq!(json["name"].as_str(), name, "{json}");
        }
    }
}
