//! A server of the Model Context Protocol (MCP) whose tools need scopes of OAuth. Clients find the authorization server by
//! its first 401, as the protocol's authorization specification says.
//!
//! ```sh
//! cargo run -p example-mcp-server
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -X POST -o /dev/null -w '%{http_code} %header{www-authenticate}' http://127.0.0.1:3000/mcp   # 401 Bearer realm="Notes", scope="notes:read", resource_metadata="http://127.0.0.1:3000/.well-known/oauth-protected-resource/mcp"
//! curl http://127.0.0.1:3000/.well-known/oauth-protected-resource/mcp                                # {"authorization_servers":["http://127.0.0.1:4000"],"bearer_methods_supported":["header"],"resource":"http://127.0.0.1:3000/mcp","scopes_supported":["notes:read","notes:write"]}
//! ```
//!
//! The environment variables `ISSUER` and `JWKS_URI` name the authorization server, and `RESOURCE` names this one. An
//! authorization server that says yes to everything starts in `../interop/scripts`, by `npm ci` and `PORT=4000 node
//! provider.mjs notes:read notes:write`.
//!
//! Begin to read in `auth.rs`, which has the rules. `scope.rs` says which tool needs which scope, and `tools.rs` has the
//! tools. The tokens are validated in the crate `access-tokens`.

use std::error::Error;

use axum::extract::FromRef;
use axum::http::Uri;
use axum::middleware;
use example_access_tokens::{Trust, Validator, http_client};
use httpauth::guard;
use httpauth::routing::Router;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::net::TcpListener;
use tower::Layer as _;

use auth::{Auth, Readers};
use tools::Notes;

mod auth;
mod scope;
#[cfg(test)]
mod tests;
mod tools;

/// The state of the router.
#[derive(Clone, FromRef)]
struct AppState {
    trust: Trust,
    validator: Validator,
}

impl AppState {
    fn new(trust: Trust) -> Result<Self, Box<dyn Error>> {
        let validator = Validator::new(http_client()?, trust.clone());
        Ok(Self { trust, validator })
    }
}

/// Makes the service of MCP. It has no sessions, whose numbers would be a second secret beside the token.
fn mcp(trust: &Trust) -> Result<StreamableHttpService<Notes, NeverSessionManager>, Box<dyn Error>> {
    // The own name, without which pages of other sites could reach a server on the user's machine (DNS rebinding).
    let resource: Uri = trust.audience.parse()?;
    let host = resource.authority().ok_or("RESOURCE names no host")?;
    let config = StreamableHttpServerConfig::default()
        .with_allowed_hosts([host.as_str()])
        // No page is a client, so nobody sends an `Origin`.
        .enforce_origin_validation()
        .with_legacy_session_mode(false)
        .with_json_response(true);
    let notes = Notes::default();
    Ok(StreamableHttpService::new(
        move || Ok(notes.clone()),
        NeverSessionManager::default().into(),
        config,
    ))
}

fn app(state: AppState) -> Result<Router, Box<dyn Error>> {
    let mcp = middleware::from_fn(scope::by_tool).layer(mcp(&state.trust)?);
    // All methods are guarded, since some clients begin with a GET.
    let guarded = guard(Readers).with_state(state.clone()).layer(mcp);
    Ok(Router::new()
        .route_service("/mcp", guarded)
        .merge(Auth::well_known())
        .with_state(state))
}

fn variable(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let state = AppState::new(Trust {
        issuer: variable("ISSUER", "http://127.0.0.1:4000"),
        jwks_uri: variable("JWKS_URI", "http://127.0.0.1:4000/jwks"),
        audience: variable("RESOURCE", "http://127.0.0.1:3000/mcp"),
    })?;
    let listener = TcpListener::bind(variable("ADDR", "127.0.0.1:3000")).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(state)?).await?;
    Ok(())
}
