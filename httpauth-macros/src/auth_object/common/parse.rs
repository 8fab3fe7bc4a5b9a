//! The parser of the keys that every declaring attribute has.

use syn::{LitStr, Type};

use crate::args::{self, Key, Setting};
use crate::auth_object::Kind;
use crate::krate::Krate;

/// The keys as they were written.
pub(crate) struct Options<K: Kind> {
    pub(super) realm: Option<Setting>,
    pub(super) scheme: Option<LitStr>,
    pub(super) state: Option<Type>,
    pub(super) krate: Krate,
    /// The keys that only this kind of auth object has.
    pub(in super::super) own: K::Own,
}

impl<K: Kind> Default for Options<K> {
    fn default() -> Self {
        Self {
            realm: None,
            scheme: None,
            state: None,
            krate: Krate::default(),
            own: K::Own::default(),
        }
    }
}

impl<K: Kind> Options<K> {
    pub(in super::super) const REALM: Key<Self> = Key("realm", |options, key, input| {
        options.realm = Some(args::setting(key, input, "Staff only")?);
        Ok(())
    });

    pub(in super::super) const SCHEME: Key<Self> = Key("scheme", |options, key, input| {
        options.scheme = Some(args::text(key, input, "MyScheme")?);
        Ok(())
    });

    pub(in super::super) const STATE: Key<Self> = Key("state", |options, key, input| {
        options.state = Some(args::value(key, input, "a type", "AppState")?);
        Ok(())
    });

    pub(in super::super) const CRATE: Key<Self> = Key("crate", |options, key, input| {
        options.krate.read(key, input)
    });
}
