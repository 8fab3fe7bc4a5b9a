//! Clients that others wrote, with an authorization server that others wrote, over sockets.

use example_interop::{CALLBACK, Provider, consent, run};
use rmcp::ServiceExt as _;
use rmcp::model::{CallToolRequestParams, CallToolResult, ContentBlock};
use rmcp::service::{RoleClient, RunningService, ServiceError};
use rmcp::transport::auth::{AuthClient, AuthorizationManager, AuthorizationRequest, OAuthState};
use rmcp::transport::streamable_http_client::{
    StreamableHttpClientTransport, StreamableHttpClientTransportConfig,
};

use super::*;

/// Starts both servers. The second value is our resource.
async fn start() -> Option<(Provider, String)> {
    let provider = Provider::start(&[auth::READ, auth::WRITE]).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let resource = format!("http://{}/mcp", listener.local_addr().unwrap());
    let trust = Trust {
        issuer: provider.issuer.clone(),
        jwks_uri: provider.jwks_uri(),
        audience: resource.clone(),
    };
    let app = app(AppState::new(trust).unwrap()).unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    Some((provider, resource))
}

/// Each token of the authorization server is good for what it says, and for nothing else.
#[tokio::test]
async fn tokens_of_other_kinds_are_refused() {
    let Some((provider, resource)) = start().await else {
        return;
    };
    let elsewhere = resource.replace("/mcp", "/other");
    for (client, audience, scope, status, error) in [
        ("good", &resource, auth::READ, 200, ""),
        ("rs256", &resource, auth::READ, 200, ""),
        ("good", &resource, auth::WRITE, 403, "insufficient_scope"),
        ("good", &elsewhere, auth::READ, 401, "invalid_token"),
        ("ps256", &resource, auth::READ, 401, "invalid_token"),
        ("expired", &resource, auth::READ, 401, "invalid_token"),
        ("opaque", &resource, auth::READ, 401, "invalid_token"),
    ] {
        let token = provider.token(client, audience, scope).await;
        let request = reqwest::Client::new().post(&resource);
        let request = request
            .bearer_auth(token)
            .header(ACCEPT, "application/json, text/event-stream");
        let request = request.header(CONTENT_TYPE, "application/json");
        let answer = request
            .body(call("read_notes").to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{client} {audience} {scope}");
        let challenge = answer.headers().get(WWW_AUTHENTICATE);
        let challenge = challenge.map_or("", |challenge| challenge.to_str().unwrap());
        assert!(
            challenge.contains(error),
            "{client} {audience} {scope}: {challenge}"
        );
    }
}

/// A client in a script registers itself, then one that is registered asks for a further scope when a tool needs it.
async fn typescript(script: &str) {
    let Some((_provider, resource)) = start().await else {
        return;
    };
    let found = run(script, &[&resource]).await;
    let asked = |scope| json!({ "scope": scope, "resource": resource, "pkce": "S256" });
    let expected = json!({
        "results": ["", "", "1 notes", "milk"],
        "requests": {
            "newcomer": [asked("notes:read")],
            "registered": [asked("notes:read"), asked(BOTH)],
        },
    });
    assert_eq!(found, expected);
}

#[tokio::test]
async fn typescript_v1() {
    typescript("typescript_v1.mjs").await;
}

#[tokio::test]
async fn typescript_v2() {
    typescript("typescript_v2.mjs").await;
}

type Client = RunningService<RoleClient, ()>;

async fn connect(resource: &str, manager: AuthorizationManager) -> Client {
    let client = AuthClient::new(reqwest::Client::new(), manager);
    let config = StreamableHttpClientTransportConfig::with_uri(resource);
    let transport = StreamableHttpClientTransport::with_client(client, config);
    ().serve(transport).await.unwrap()
}

/// Authorizes by the challenge of an answer. The second value is the scope that the client asked for.
async fn authorize(
    resource: &str,
    client: Option<&str>,
    challenge: &str,
) -> (AuthorizationManager, String) {
    let mut state = OAuthState::new(resource, None).await.unwrap();
    let request = AuthorizationRequest::new(CALLBACK).with_challenge(challenge);
    let mut request = request.with_initial_scope_selection();
    if let Some(client) = client {
        request = request.with_preregistered_client(client);
    }
    state.start_authorization(request).await.unwrap();
    let address = state.get_authorization_url().await.unwrap();
    let answer = consent(&address).await;
    state.handle_callback_url(&answer).await.unwrap();
    let address = reqwest::Url::parse(&address).unwrap();
    let (_, scope) = address
        .query_pairs()
        .find(|(name, _)| name == "scope")
        .unwrap();
    (
        state.into_authorization_manager().unwrap(),
        scope.into_owned(),
    )
}

async fn call_tool(client: &Client, tool: &str) -> Result<String, ServiceError> {
    let arguments = json!({ "text": "milk" }).as_object().cloned().unwrap();
    let call = CallToolRequestParams::new(tool.to_owned()).with_arguments(arguments);
    let result: CallToolResult = client.call_tool(call).await?;
    Ok(result
        .content
        .first()
        .and_then(ContentBlock::as_text)
        .unwrap()
        .text
        .clone())
}

#[tokio::test]
async fn rmcp() {
    let Some((_provider, resource)) = start().await else {
        return;
    };
    let transport = StreamableHttpClientTransport::from_uri(resource.as_str());
    let refused = ().serve(transport).await.unwrap_err();
    let first = refused.auth_challenge().unwrap().to_owned();

    let (manager, _) = authorize(&resource, None, &first).await;
    let newcomer = connect(&resource, manager).await;
    assert_eq!(call_tool(&newcomer, "read_notes").await.unwrap(), "");

    // `rmcp` adds `offline_access` itself, which the authorization server has.
    let (manager, scope) = authorize(&resource, Some("registered"), &first).await;
    assert_eq!(scope, "notes:read offline_access");
    let registered = connect(&resource, manager).await;
    let refused = call_tool(&registered, "add_note").await.unwrap_err();
    let challenge = refused.auth_challenge().unwrap();
    let (manager, scope) = authorize(&resource, Some("registered"), challenge).await;
    assert_eq!(scope, "notes:read notes:write offline_access");
    let registered = connect(&resource, manager).await;
    assert_eq!(call_tool(&registered, "add_note").await.unwrap(), "1 notes");
    assert_eq!(call_tool(&registered, "read_notes").await.unwrap(), "milk");
}
