//! The document after `Security`.

use httpauth::ProtectedResource;
use httpauth::openapi::Security;
use serde_json::{Value, json};
use utoipa::Modify;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

use super::app::{Programs, app};
use super::panic_of;

fn secured(security: &impl Modify) -> Value {
    let (_, mut openapi) = app();
    security.modify(&mut openapi);
    serde_json::to_value(openapi).unwrap()
}

/// Each operation has the alternatives of its guard, for each member, with the roles by name.
#[test]
fn the_requirements_of_each_guard() {
    let document = secured(&Security);
    let none: [&str; 0] = [];
    for (path, expected) in [
        ("/health", json!([])),
        ("/basic", json!([{"People": none}])),
        ("/digest", json!([{"Vault": none}])),
        ("/key", json!([{"Keys": none}])),
        ("/cargo", json!([{"Crates": none}])),
        (
            "/all",
            json!([{"People": none}, {"Programs": none}, {"Keys": none}]),
        ),
        ("/optional", json!([{"People": none}, {}])),
        (
            "/roles",
            json!([
                {"People": ["admin"]},
                {"People": ["reader", "writer"]},
                {"Programs": ["admin"]},
                {"Programs": ["reader", "writer"]},
            ]),
        ),
        (
            "/typed",
            json!([{"People": ["todos:read"]}, {"People": ["Role::Owner"]}]),
        ),
        (
            "/policy",
            json!([{"People": ["admin", "reader"]}, {"People": ["writer", "reader"]}]),
        ),
        (
            "/owned/{id}",
            json!([{"People": ["admin"]}, {"People": none}]),
        ),
    ] {
        assert_eq!(
            document["paths"][path]["get"]["security"], expected,
            "{path}"
        );
    }
    let delete = &document["paths"]["/things/{id}"]["delete"];
    assert_eq!(delete["security"], json!([{"People": ["admin"]}]));
}

/// Each operation has the answers of its guard, and keeps those that it has itself.
#[test]
fn the_answers_of_each_guard() {
    let document = secured(&Security);
    for (path, expected) in [
        ("/health", "200"),
        ("/basic", "200 401 429"),
        ("/digest", "200 401 503"),
        ("/optional", "200 401 429"),
        ("/roles", "200 401 403 429"),
        ("/all", "200 401 429"),
        ("/key", "200 401"),
        ("/policy", "200 401 403 429"),
        ("/owned/{id}", "200 401 403 429"),
    ] {
        let responses = document["paths"][path]["get"]["responses"].as_object();
        let statuses: Vec<&str> = responses.unwrap().keys().map(String::as_str).collect();
        assert_eq!(statuses.join(" "), expected, "{path}");
    }
    let roles = &document["paths"]["/roles"]["get"]["responses"];
    assert_eq!(roles["403"]["description"], "You are no admin.");
    assert!(roles["401"]["headers"]["WWW-Authenticate"]["schema"].is_object());
}

/// The auth objects of the operations are components, each once and none besides.
#[test]
fn the_schemes_of_the_objects() {
    let document = secured(&Security);
    let expected = json!({
        "People": {"type": "http", "scheme": "basic", "description": "Realm: People"},
        "Programs": {"type": "http", "scheme": "bearer", "description": "Realm: Programs"},
        "Vault": {"type": "http", "scheme": "digest", "description": "Realm: Vault"},
        "Keys": {"type": "apiKey", "in": "header", "name": "x-api-key", "description": "The token. Realm: Keys"},
        "Crates": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The word `Cargo`, a space and the token. Realm: Crates",
        },
    });
    assert_eq!(document["components"]["securitySchemes"], expected);
}

/// The application can say more of an object than its registry does.
#[test]
fn an_object_is_described_by_the_application() {
    let http = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT");
    let security = Security.scheme(Programs, SecurityScheme::Http(http.build()));
    let document = secured(&security);
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["Programs"]["bearerFormat"], "JWT");
    assert_eq!(schemes["People"]["scheme"], "basic");

    for issuer in ["https://login.example.com", "https://login.example.com/"] {
        let resource = ProtectedResource::new("https://api.example.com", issuer);
        let document = secured(&Security.protected_resource(Programs, &resource));
        let expected = json!({
            "type": "openIdConnect",
            "openIdConnectUrl": "https://login.example.com/.well-known/openid-configuration",
        });
        assert_eq!(
            document["components"]["securitySchemes"]["Programs"],
            expected
        );
        let scopes = &document["paths"]["/roles"]["get"]["security"][2]["Programs"];
        assert_eq!(*scopes, json!(["admin"]));
    }
}

/// The guards can be written twice, as by a modifier and once more after the routes.
#[test]
fn a_second_time_changes_nothing() {
    let (_, mut openapi) = app();
    Security.modify(&mut openapi);
    let once = serde_json::to_value(&openapi).unwrap();
    Security.modify(&mut openapi);
    assert_eq!(serde_json::to_value(&openapi).unwrap(), once);
}

/// A document with conflicts is left as it is. The modifier panics, and the other way returns the error.
#[test]
fn a_document_with_conflicts_is_left() {
    let twice = || -> OpenApi {
        let (_, mut openapi) = app();
        let item = openapi.paths.paths["/basic"].clone();
        openapi.paths.paths.insert("/twice".to_owned(), item);
        openapi
    };
    let mut openapi = twice();
    let conflicts = Security.try_modify(&mut openapi).unwrap_err();
    assert_eq!(
        conflicts.to_string(),
        "operationId `basic` is of several operations: GET /basic, GET /twice; write `#[utoipa::path(operation_id = \
         \"…\")]`, and the same in `#[login_required]` or `#[public]`"
    );
    assert!(openapi == twice());
    let panic = panic_of(|| Security.modify(&mut openapi));
    assert_eq!(panic, conflicts.to_string());
}
