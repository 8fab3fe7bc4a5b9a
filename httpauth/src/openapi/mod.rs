//! The guards in a document of OpenAPI, by [utoipa](https://docs.rs/utoipa), and the tests that keep the two together.
//!
#![doc = include_str!("../../docs/openapi.md")]

mod answers;
mod conflicts;
mod covered;
mod decided;
mod operations;
pub(crate) mod scheme;

use std::collections::BTreeMap;
use std::fmt;

use utoipa::Modify;
use utoipa::openapi::security::{OpenIdConnect, SecurityScheme};
use utoipa::openapi::{Components, OpenApi};

use crate::authenticator::Authenticator;
use crate::registry::{Registry, access_matrix};
use crate::resource::ProtectedResource;

pub use conflicts::Conflicts;
pub use covered::{assert_covered, assert_uncovered};
pub(crate) use decided::{Decided, Operations};
#[cfg(feature = "testing")]
pub(crate) use operations::Place;

/// Writes the security schemes, the requirements and the answers of the guards into a document.
///
/// It is a [`Modify`] of utoipa, for `#[openapi(modifiers(&Security))]`, or to be called once the document is whole.
/// A router of utoipa-axum adds its operations after the modifiers have run, so call it after `split_for_parts()`.
///
/// An operation without a handler in the access matrix is left as it is, which [`assert_covered`] finds.
///
/// # Example
///
/// ```standalone_crate
/// use httpauth::openapi::Security;
/// use httpauth::{basic_auth, get_user_roles, login_required, verify_password};
/// use utoipa::OpenApi;
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("john", "hello")
/// }
///
/// #[get_user_roles]
/// fn get_user_roles(_username: &str) -> &'static str {
///     "user"
/// }
///
/// #[utoipa::path(get, path = "/users", responses((status = 200)))]
/// #[login_required(role = "admin")]
/// async fn list() {}
///
/// #[derive(OpenApi)]
/// #[openapi(paths(list), modifiers(&Security))]
/// struct Api;
///
/// let document = serde_json::to_value(Api::openapi()).unwrap();
/// # #[cfg(not(miri))]
/// assert_eq!(document["paths"]["/users"]["get"]["security"][0]["Auth"][0], "admin");
/// # #[cfg(not(miri))]
/// assert_eq!(document["components"]["securitySchemes"]["Auth"]["scheme"], "basic");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Security;

impl Security {
    /// Describes the auth object `A` by this scheme, in the place of the one that its registry tells.
    ///
    /// It is for what a client must know beside the guard, such as the flows of OAuth 2.0 or the format of a Bearer token.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::openapi::Security;
    /// use httpauth::{token_auth, verify_token};
    /// use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
    ///
    /// #[token_auth]
    /// struct Auth;
    ///
    /// #[verify_token]
    /// fn verify_token(_token: &str) -> bool {
    ///     false
    /// }
    ///
    /// let http = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT");
    /// let security = Security.scheme(Auth, SecurityScheme::Http(http.build()));
    /// ```
    pub fn scheme<A: Authenticator>(self, object: A, scheme: SecurityScheme) -> DescribedSecurity {
        DescribedSecurity::default().scheme(object, scheme)
    }

    /// Describes the auth object `A` as `openIdConnect` of the resource's first authorization server.
    ///
    /// Clients find the flows at `<issuer>/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 section 4). For
    /// a server without that document, describe the flows by [`scheme`](Self::scheme) and `SecurityScheme::OAuth2`. The
    /// roles of a rule are the scopes.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::openapi::Security;
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
    ///     ProtectedResource::new("https://api.example.com", "https://login.example.com")
    /// }
    ///
    /// let security = Security.protected_resource(Auth, &resource());
    /// ```
    pub fn protected_resource<A: Authenticator>(
        self,
        object: A,
        resource: &ProtectedResource,
    ) -> DescribedSecurity {
        DescribedSecurity::default().protected_resource(object, resource)
    }

    /// Writes the guards into the document, as `modify` does.
    ///
    /// # Errors
    ///
    /// All ids that several operations or several handlers have. The document is left as it is.
    pub fn try_modify(self, openapi: &mut OpenApi) -> Result<(), Conflicts> {
        DescribedSecurity::default().try_modify(openapi)
    }
}

/// [`Security`] with auth objects that the application describes, made by [`Security::scheme`] and
/// [`Security::protected_resource`].
#[derive(Clone, Default)]
#[must_use]
pub struct DescribedSecurity {
    schemes: BTreeMap<&'static str, SecurityScheme>,
}

impl DescribedSecurity {
    /// Describes another auth object, as [`Security::scheme`] does.
    pub fn scheme<A: Authenticator>(mut self, _: A, scheme: SecurityScheme) -> Self {
        self.schemes.insert(A::REGISTRY.object(), scheme);
        self
    }

    /// Describes another auth object, as [`Security::protected_resource`] does.
    pub fn protected_resource<A: Authenticator>(
        self,
        object: A,
        resource: &ProtectedResource,
    ) -> Self {
        let issuer = resource.issuer().trim_end_matches('/');
        let url = format!("{issuer}/.well-known/openid-configuration");
        let scheme = SecurityScheme::OpenIdConnect(OpenIdConnect::new(url));
        self.scheme(object, scheme)
    }

    /// Writes the guards into the document, as `modify` does.
    ///
    /// # Errors
    ///
    /// All ids that several operations or several handlers have. The document is left as it is.
    pub fn try_modify(&self, openapi: &mut OpenApi) -> Result<(), Conflicts> {
        let operations = Operations::of(openapi, &access_matrix())?;
        let objects = objects(&operations);
        let names = scheme::names(&objects);
        for (object, (_, decided)) in operations::each_mut(openapi).zip(&operations.decided) {
            match decided {
                Some(Decided::Guarded(row)) => {
                    object.security = Some(answers::requirements(row, &names));
                    answers::add(object, row);
                }
                // A requirement of the whole document is not for it.
                Some(Decided::Public(_)) => object.security = Some(Vec::new()),
                None => {}
            }
        }
        let components = openapi.components.get_or_insert_with(Components::new);
        for registry in objects {
            let given = self.schemes.get(registry.object()).cloned();
            let scheme = given.unwrap_or_else(|| scheme::scheme(registry));
            if let Some(name) = names.get(registry.object()) {
                components.add_security_scheme(name, scheme);
            }
        }
        Ok(())
    }
}

/// Returns the auth objects of the operations, each of them once.
fn objects(operations: &Operations) -> Vec<&'static Registry> {
    let mut objects: BTreeMap<&'static str, &'static Registry> = BTreeMap::new();
    for (_, decided) in &operations.decided {
        if let Some(Decided::Guarded(row)) = decided {
            let members = scheme::members(row.auth()).into_iter();
            objects.extend(members.map(|member| (member.object(), member)));
        }
    }
    objects.into_values().collect()
}

/// Writes the guards into the document.
///
/// # Panics
///
/// Panics if several operations or several handlers have one id. [`try_modify`](Security::try_modify) returns the error
/// instead.
impl Modify for Security {
    fn modify(&self, openapi: &mut OpenApi) {
        DescribedSecurity::default().modify(openapi);
    }
}

/// Writes the guards into the document.
///
/// # Panics
///
/// Panics if several operations or several handlers have one id. [`try_modify`](DescribedSecurity::try_modify) returns the
/// error instead.
impl Modify for DescribedSecurity {
    #[expect(
        clippy::panic,
        reason = "`modify` returns nothing, and the document is made of the program alone"
    )]
    fn modify(&self, openapi: &mut OpenApi) {
        if let Err(conflicts) = self.try_modify(openapi) {
            panic!("{conflicts}");
        }
    }
}

// utoipa's types have no `Debug` without its feature `debug`.
impl fmt::Debug for DescribedSecurity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let objects = self.schemes.keys();
        f.debug_set().entries(objects).finish()
    }
}
