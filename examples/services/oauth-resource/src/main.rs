//! A service whose clients have access tokens of an authorization server (OAuth 2), and whose routes need scopes. The tokens
//! are JSON Web Tokens, or opaque ones about which the service asks the authorization server.
//!
//! ```sh
//! cargo run -p example-oauth-resource
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -o /dev/null -w '%{http_code} %header{www-authenticate}' http://127.0.0.1:3000/todos   # 401 Bearer realm="Todos", scope="todos:read", resource_metadata="http://127.0.0.1:3000/.well-known/oauth-protected-resource"
//! curl http://127.0.0.1:3000/.well-known/oauth-protected-resource                             # {"authorization_servers":["http://127.0.0.1:4000"],"bearer_methods_supported":["header"],"resource":"http://127.0.0.1:3000","scopes_supported":["todos:read","todos:write"]}
//! curl -H "Authorization: Bearer not.a.token" http://127.0.0.1:3000/todos                     # Unauthorized Access
//! curl -H "Authorization: Bearer opaque" http://127.0.0.1:3000/todos                          # the authorization server does not answer
//! ```
//!
//! The last answer is a 503, since nobody listens at the authorization server's address. The environment variables `ISSUER`,
//! `JWKS_URI` and `INTROSPECTION_URI` name that server, `CLIENT_ID` and `CLIENT_SECRET` our account there, and `RESOURCE`
//! this service. An authorization server that says yes to everything starts in `../interop/scripts`, by `npm ci` and
//! `PORT=4000 node provider.mjs todos:read todos:write`.
//!
//! Begin to read in `auth.rs`. `todos.rs` has the routes with their scopes, and `introspection.rs` the questions about opaque
//! tokens. The other tokens are validated in the crate `access-tokens`.

use std::error::Error;

use axum::extract::FromRef;
use example_access_tokens::{Trust, Validator, http_client};
use httpauth::routing::{Router, get};
use tokio::net::TcpListener;

use auth::Auth;
use introspection::{Account, Introspection};
use todos::Todos;

mod auth;
mod introspection;
#[cfg(test)]
mod tests;
mod todos;

/// The state of the router.
#[derive(Clone, FromRef)]
struct AppState {
    trust: Trust,
    validator: Validator,
    introspection: Introspection,
    todos: Todos,
}

impl AppState {
    fn new(trust: Trust, account: Account) -> Result<Self, Box<dyn Error>> {
        let http = http_client()?;
        Ok(Self {
            validator: Validator::new(http.clone(), trust.clone()),
            introspection: Introspection::new(http, account, trust.clone()),
            trust,
            todos: Todos::default(),
        })
    }
}

fn app(state: AppState) -> Router {
    let todos = get(todos::list).post(todos::create).delete(todos::clear);
    Router::new()
        .route("/todos", todos)
        .merge(Auth::well_known())
        .with_state(state)
}

fn variable(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let trust = Trust {
        issuer: variable("ISSUER", "http://127.0.0.1:4000"),
        jwks_uri: variable("JWKS_URI", "http://127.0.0.1:4000/jwks"),
        audience: variable("RESOURCE", "http://127.0.0.1:3000"),
    };
    let account = Account {
        uri: variable(
            "INTROSPECTION_URI",
            "http://127.0.0.1:4000/token/introspection",
        ),
        client_id: variable("CLIENT_ID", "resource"),
        client_secret: variable("CLIENT_SECRET", "secret"),
    };
    let state = AppState::new(trust, account)?;
    let listener = TcpListener::bind(variable("ADDR", "127.0.0.1:3000")).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(state)).await?;
    Ok(())
}
