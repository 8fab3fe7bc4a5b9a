//! Tenants of one program, each with a realm and users of its own, for Digest and for Bearer tokens.
//!
//! ```sh
//! cargo run -p example-tenants
//! ```
//!
//! Then, in another terminal, or with a browser, which prompts for the password of each realm:
//!
//! ```sh
//! curl --digest -u john:hello http://127.0.0.1:3000/t/red              # Hello, john of Red Ltd!
//! curl --digest -u susan:bye http://127.0.0.1:3000/t/blue              # Hello, susan of Blue Inc!
//! curl --digest -u john:hello http://127.0.0.1:3000/t/blue             # Unauthorized Access
//! curl -H 'Authorization: Bearer red-1' http://127.0.0.1:3000/t/red    # Hello, a program of Red Ltd!
//! curl -H 'Authorization: Bearer red-1' http://127.0.0.1:3000/t/blue   # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/t/green                     # There is no such tenant.
//! ```

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, constant_time_eq, digest_auth, get_password, login_required, multi_auth, realm,
    token_auth, verify_token,
};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

/// A tenant, which is a row of a database in real life.
struct Tenant {
    path: &'static str,
    realm: &'static str,
    /// The users, with the HA1 that was stored when they signed up.
    users: Vec<(&'static str, String)>,
    token: &'static str,
}

/// The state of the router, which is the list of tenants.
#[derive(Clone)]
struct Tenants(Arc<Vec<Arc<Tenant>>>);

/// The tenant of a request, which its path names. A 404 for any other path comes before all challenges.
struct OfTenant(Arc<Tenant>);

impl<S: Send + Sync> FromRequestParts<S> for OfTenant
where
    Tenants: FromRef<S>,
{
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let named = params.ok().and_then(|params| {
            let path = params.iter().find(|(name, _)| *name == "tenant")?.1;
            let Tenants(tenants) = Tenants::from_ref(state);
            tenants.iter().find(|tenant| tenant.path == path).cloned()
        });
        named
            .map(Self)
            .ok_or((StatusCode::NOT_FOUND, "There is no such tenant."))
    }
}

#[digest_auth(algorithm = "SHA-256", ha1, state = Tenants)]
struct People;

#[token_auth(state = Tenants)]
struct Programs;

#[multi_auth(Programs, People)]
struct Auth;

/// Returns the realm of the request. Clients keep the credentials of one realm to themselves in another.
#[realm(auth = [People, Programs])]
fn realm(OfTenant(tenant): OfTenant) -> &'static str {
    tenant.realm
}

/// A user, with the tenant that he is a user of.
struct User {
    name: &'static str,
    tenant: &'static str,
}

#[get_password(auth = People)]
fn get_ha1(username: &str, OfTenant(tenant): OfTenant) -> Option<(String, User)> {
    let (name, ha1) = tenant.users.iter().find(|(name, _)| *name == username)?;
    let user = User {
        name,
        tenant: tenant.realm,
    };
    Some((ha1.clone(), user))
}

/// Returns the program that has this token. A token has no realm in it, so it is looked for with the tenant alone.
#[verify_token(auth = Programs)]
fn verify_token(token: &str, OfTenant(tenant): OfTenant) -> Option<User> {
    constant_time_eq(token, tenant.token).then_some(User {
        name: "a program",
        tenant: tenant.realm,
    })
}

#[login_required]
async fn index(user: CurrentUser<User>) -> String {
    format!("Hello, {} of {}!", user.name, user.tenant)
}

/// Returns a tenant with one user.
fn tenant(
    (path, realm): (&'static str, &'static str),
    (username, password): (&'static str, &str),
    token: &'static str,
) -> Arc<Tenant> {
    Arc::new(Tenant {
        path,
        realm,
        users: vec![(username, People::ha1_in(realm, username, password))],
        token,
    })
}

fn app() -> Router {
    let tenants = vec![
        tenant(("red", "Red Ltd"), ("john", "hello"), "red-1"),
        tenant(("blue", "Blue Inc"), ("susan", "bye"), "blue-1"),
    ];
    Router::new()
        .nest("/t/{tenant}", Router::new().route("/", get(index)))
        .with_state(Tenants(Arc::new(tenants)))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
