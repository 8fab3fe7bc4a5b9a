use serde_json::json;

use super::*;

/// RFC 9728 section 3.1: a slash right behind the host goes, and a path's own stays.
#[test]
fn the_url_of_the_document() {
    for (resource, expected) in [
        (
            "https://a.example",
            "https://a.example/.well-known/oauth-protected-resource",
        ),
        (
            "https://a.example/",
            "https://a.example/.well-known/oauth-protected-resource",
        ),
        (
            "https://a.example/mcp",
            "https://a.example/.well-known/oauth-protected-resource/mcp",
        ),
        (
            "https://a.example/mcp/",
            "https://a.example/.well-known/oauth-protected-resource/mcp/",
        ),
        (
            "https://a.example?k=v",
            "https://a.example/.well-known/oauth-protected-resource?k=v",
        ),
        (
            "https://a.example/?k=v",
            "https://a.example/.well-known/oauth-protected-resource?k=v",
        ),
        (
            "https://a.example/x/y?k=/",
            "https://a.example/.well-known/oauth-protected-resource/x/y?k=/",
        ),
        (
            "http://[::1]:3000/x",
            "http://[::1]:3000/.well-known/oauth-protected-resource/x",
        ),
        (
            "https://a.example//",
            "https://a.example/.well-known/oauth-protected-resource//",
        ),
    ] {
        let url = MetadataUrl::of(resource).map(|url| url.parameter());
        let expected = format!(", resource_metadata=\"{expected}\"");
        assert_eq!(url, Some(expected), "{resource}");
    }
}

/// What could end the quoted-string, and what is not a URL of a resource.
#[test]
fn what_is_not_a_resource() {
    for resource in [
        "",
        "/mcp",
        "a.example/mcp",
        "ftp://a.example",
        "HTTPS://a.example",
        "https://",
        "https:///mcp",
        "https://?k=v",
        "https://:80/",
        "https://john@a.example/",
        "https://a.example/#part",
        "https://a.example#part",
        "https://a.example/\"",
        "https://a.example/\\",
        "https://a.example/ x",
        "https://a.example/\r\nx",
        "https://a.example/caf\u{e9}",
        "https://a .example/",
        "https://a.example\", error=\"",
    ] {
        assert_eq!(MetadataUrl::of(resource), None, "{resource:?}");
        let server = ProtectedResource::new("https://a.example", resource);
        assert!(server.metadata_url().is_err(), "{resource:?}");
    }
}

#[test]
fn the_document() {
    let resource = || ProtectedResource::new("https://a.example/x", "https://b.example");
    let document = |resource: ProtectedResource, reads_bearer| {
        let document = resource.into_document(reads_bearer);
        serde_json::from_str::<Value>(&document).unwrap_or_default()
    };
    let least =
        json!({"resource": "https://a.example/x", "authorization_servers": ["https://b.example"]});
    assert_eq!(document(resource(), false), least);
    let all = resource()
        .authorization_server("https://c.example")
        .scopes_supported(["read", "offline_access", "write"])
        .member("resource_name", "\"Todos\"\n\u{e4}")
        .member("resource", "https://evil.example")
        .member("authorization_servers", Vec::<String>::new());
    assert_eq!(
        document(all, true),
        json!({
            "resource": "https://a.example/x",
            "authorization_servers": ["https://b.example", "https://c.example"],
            "scopes_supported": ["read", "write"],
            "bearer_methods_supported": ["header"],
            "resource_name": "\"Todos\"\n\u{e4}",
        })
    );
    let own = resource()
        .member("bearer_methods_supported", vec!["header", "body"])
        .member("scopes_supported", vec!["offline_access"]);
    let own = document(own, true);
    assert_eq!(
        own.get("bearer_methods_supported"),
        Some(&json!(["header", "body"]))
    );
    assert_eq!(own.get("scopes_supported"), None);
}
