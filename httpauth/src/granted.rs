//! The grant that a layer leaves for the guards further in, so that a request is authenticated once.

use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use constant_time_eq::constant_time_eq;

use crate::authenticator::{Authenticator, Scheme};
use crate::client;
use crate::outcome::Grant;
use crate::user::CurrentUser;

/// The mark of a request that an outer guard has left something in. Without it there is nothing to look for.
#[derive(Clone, Copy)]
struct Behind;

/// The grant of a layer, typed by the auth object that authenticated.
struct Granted<A: Authenticator, S: Scheme<A>> {
    user: Option<S::User>,
    /// The field that was judged, if there was one.
    field: Option<HeaderValue>,
    /// The realm that it was judged for, if `#[realm]` returned one. A guard asks for it before it grants, so that only
    /// what grants for tests has none where another guard has one.
    realm: Option<Arc<str>>,
    /// The `clone` of the user. The guards further in are not generic over `Clone`, which the layer was.
    clone: fn(&S::User) -> S::User,
    publish: fn(Option<&S::User>, &mut Extensions),
}

// The derived implementation would ask for `A: Clone`.
impl<A: Authenticator, S: Scheme<A>> Clone for Granted<A, S> {
    fn clone(&self) -> Self {
        Self {
            user: self.user.as_ref().map(self.clone),
            field: self.field.clone(),
            realm: self.realm.clone(),
            ..*self
        }
    }
}

/// Marks a request that this guard leaves something in, for the guards further in to find or to remove.
pub(crate) fn mark(extensions: &mut Extensions) {
    extensions.insert(Behind);
}

/// Leaves the grant of a layer in the request's extensions.
pub(crate) fn remember<A, S>(user: Option<&S::User>, parts: &mut Parts)
where
    A: Authenticator,
    S: Scheme<A, User: Clone> + 'static,
{
    let field = parts.headers.get(S::field()).cloned();
    let realm = S::realm(parts).map(Arc::from);
    mark(&mut parts.extensions);
    parts.extensions.insert(Granted::<A, S> {
        user: user.cloned(),
        field,
        realm,
        clone: Clone::clone,
        publish,
    });
}

/// Puts the user into the request's extensions, in the place of an outer guard's.
pub(crate) fn publish<U: Clone + Send + Sync + 'static>(
    user: Option<&U>,
    extensions: &mut Extensions,
) {
    match user {
        Some(user) => extensions.insert(CurrentUser(user.clone())),
        None => extensions.remove::<CurrentUser<U>>(),
    };
}

/// Returns the grant of a layer of the same object, if the field of the credentials is byte for byte what it was when the
/// grant was left, and the realm is the one that the credentials were judged for.
///
/// The user in the request's extensions is then the object's own, or else there is none. The user of another object's
/// guard does not show through, and neither does the client that its `#[client_ip]` told.
pub(crate) fn recall<A, S>(parts: &mut Parts) -> Option<Grant<S::User, S::Info>>
where
    A: Authenticator,
    S: Scheme<A> + 'static,
{
    parts.extensions.get::<Behind>()?;
    recall_behind::<A, S>(parts)
}

#[cold]
fn recall_behind<A, S>(parts: &mut Parts) -> Option<Grant<S::User, S::Info>>
where
    A: Authenticator,
    S: Scheme<A> + 'static,
{
    parts.extensions.remove::<CurrentUser<S::User>>();
    if !S::ASKS_CLIENT {
        client::forget(&mut parts.extensions);
    }
    let granted = parts.extensions.get::<Granted<A, S>>()?;
    let realm = granted.realm.as_deref();
    if (realm.is_some() && realm != S::realm(parts))
        || !is_only(&parts.headers, &S::field(), granted.field.as_ref())
    {
        return None;
    }
    let (user, publish) = (granted.user.as_ref().map(granted.clone), granted.publish);
    publish(user.as_ref(), &mut parts.extensions);
    // Equal bytes may be a field that somebody has written anew.
    if let Some(field) = parts.headers.get_mut(S::field()) {
        field.set_sensitive(true);
    }
    Some(user.into())
}

/// Returns whether `value` is the value of the only field `name`. Without a value, there must be no such field.
fn is_only(headers: &HeaderMap, name: &HeaderName, value: Option<&HeaderValue>) -> bool {
    let mut fields = headers.get_all(name).iter();
    let same = match (fields.next(), value) {
        (Some(field), Some(value)) => constant_time_eq(field.as_bytes(), value.as_bytes()),
        (None, None) => true,
        _ => false,
    };
    same && fields.next().is_none()
}
