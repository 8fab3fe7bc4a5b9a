//! The metadata of an OAuth 2.0 protected resource (RFC 9728).

mod url;

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

pub(crate) use url::{MetadataUrl, WELL_KNOWN};

/// The members that have a field of [`ProtectedResource`].
const RESOURCE: &str = "resource";
const AUTHORIZATION_SERVERS: &str = "authorization_servers";
const SCOPES_SUPPORTED: &str = "scopes_supported";
const BEARER_METHODS_SUPPORTED: &str = "bearer_methods_supported";

/// The scope of refresh tokens, which no resource asks for.
pub(crate) const OFFLINE_ACCESS: &str = "offline_access";

/// The metadata of a protected resource (RFC 9728 section 2), which [`#[protected_resource]`](crate::protected_resource)
/// returns.
///
/// It names the resource and at least one authorization server, from which clients get tokens for it. A URL that cannot
/// be one is answered 500, with one line in the log (feature `tracing`).
///
/// # Example
///
/// ```
/// use httpauth::{ProtectedResource, protected_resource, token_auth, verify_token};
///
/// #[token_auth]
/// struct Auth;
///
/// #[verify_token]
/// fn verify_token(_token: &str) -> bool {
///     false
/// }
///
/// #[protected_resource]
/// fn resource() -> ProtectedResource {
///     ProtectedResource::new("https://api.example.com/todos", "https://login.example.com")
///         .scopes_supported(["todos:read", "todos:write"])
///         .member("resource_name", "The todos")
/// }
/// ```
#[derive(Clone)]
#[must_use]
pub struct ProtectedResource {
    resource: Cow<'static, str>,
    authorization_servers: Vec<Cow<'static, str>>,
    scopes_supported: Vec<Cow<'static, str>>,
    members: Map<String, Value>,
}

impl ProtectedResource {
    /// Names the resource and the issuer of its authorization server.
    ///
    /// The resource is an `https` URL without a fragment (RFC 9728 section 1.2), as clients know it. It is the audience
    /// of the tokens (RFC 8707). An issuer is such a URL too (RFC 8414 section 2). Both may be `http` URLs, for tests on
    /// one machine.
    ///
    /// # Security
    ///
    /// The resource is configuration. The client chooses the `Host` field, so a resource that is made of it names a server of
    /// the client's.
    pub fn new(
        resource: impl Into<Cow<'static, str>>,
        authorization_server: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            resource: resource.into(),
            authorization_servers: vec![authorization_server.into()],
            scopes_supported: Vec::new(),
            members: Map::new(),
        }
    }

    /// Adds the issuer of another authorization server.
    pub fn authorization_server(mut self, issuer: impl Into<Cow<'static, str>>) -> Self {
        self.authorization_servers.push(issuer.into());
        self
    }

    /// Sets the scopes that clients may ask for.
    ///
    /// Without them the document names none, since clients ask for all that it does. `offline_access` is left out, which is
    /// the authorization server's.
    pub fn scopes_supported<T: Into<Cow<'static, str>>>(
        mut self,
        scopes: impl IntoIterator<Item = T>,
    ) -> Self {
        let scopes = scopes.into_iter().map(Into::into);
        self.scopes_supported = scopes.filter(|scope| scope != OFFLINE_ACCESS).collect();
        self
    }

    /// Sets another member, as `resource_name`, `resource_documentation` or `jwks_uri` (RFC 9728 section 2).
    ///
    /// A member of a method of this type cannot be set. `bearer_methods_supported` is `["header"]` unless it is set, if the
    /// object reads Bearer tokens from `Authorization`.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::ProtectedResource;
    ///
    /// let resource = ProtectedResource::new("https://api.example.com", "https://login.example.com")
    ///     .member("resource_documentation", "https://example.com/docs")
    ///     .member("dpop_bound_access_tokens_required", true)
    ///     .member("resource_signing_alg_values_supported", vec!["ES256"]);
    /// ```
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }

    /// Returns the issuer of the first authorization server.
    #[cfg(feature = "utoipa")]
    pub(crate) fn issuer(&self) -> &str {
        self.authorization_servers
            .first()
            .map_or("", |issuer| issuer)
    }

    /// Returns the URL of the document.
    ///
    /// # Errors
    ///
    /// The problem of a URL that cannot be one.
    pub(crate) fn metadata_url(&self) -> Result<MetadataUrl, &'static str> {
        if !self
            .authorization_servers
            .iter()
            .all(|url| url::is_url(url))
        {
            return Err("an authorization server is not an `https` URL without a fragment");
        }
        MetadataUrl::of(&self.resource)
            .ok_or("the resource is not an `https` URL without a fragment")
    }

    /// Returns the document (RFC 9728 section 3.2). `reads_bearer` is `true` for Bearer tokens in `Authorization`.
    pub(crate) fn into_document(self, reads_bearer: bool) -> String {
        let list = |texts: Vec<Cow<'static, str>>| texts.into_iter().map(Value::from).collect();
        let mut members = self.members;
        if reads_bearer {
            let methods = members.entry(BEARER_METHODS_SUPPORTED);
            methods.or_insert_with(|| Value::from(vec!["header"]));
        }
        members.insert(RESOURCE.to_owned(), self.resource.into());
        let servers = list(self.authorization_servers);
        members.insert(AUTHORIZATION_SERVERS.to_owned(), servers);
        members.remove(SCOPES_SUPPORTED);
        if !self.scopes_supported.is_empty() {
            let scopes = list(self.scopes_supported);
            members.insert(SCOPES_SUPPORTED.to_owned(), scopes);
        }
        Value::Object(members).to_string()
    }
}

impl fmt::Debug for ProtectedResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProtectedResource")
            .field(RESOURCE, &self.resource)
            .field(AUTHORIZATION_SERVERS, &self.authorization_servers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
