//! The attributes `#[basic_auth]`, `#[digest_auth]` and `#[token_auth]`, which make a unit struct an auth object.
//!
//! Each kind of auth object has a room of its own, which implements [`Kind`]. `common` has what all kinds share.

mod basic;
mod common;
mod digest;
mod token;

use proc_macro2::TokenStream;
use quote::quote;

use crate::args::{self, Key};
use crate::callback::Slot;
use crate::diagnostics::Diagnostics;
use crate::item::Item;

pub(crate) use basic::Basic;
pub(crate) use digest::Digest;
pub(crate) use token::Token;

use common::{Object, Options};

/// A kind of auth object, which one attribute declares.
///
/// The constants are the kind's row in the table of kinds. An implementation is what a scheme adds to the common part.
pub(crate) trait Kind: Sized + 'static {
    /// The attribute's name.
    const NAME: &'static str;

    /// The name of the scheme's type in the runtime crate.
    const TYPE: &'static str;

    /// The auth-scheme of an object without the key `scheme`.
    const SCHEME: &'static str;

    /// The parameters after the realm in the challenge.
    const PARAMETERS: &'static str;

    /// The slots in the order in which the registry lists them.
    const SLOTS: &'static [&'static Slot];

    /// The keys in the order in which messages list them.
    const KEYS: &'static [Key<Options<Self>>];

    /// The keys of other kinds that this one has good reason not to have, with that reason.
    const REFUSED: &'static [(&'static str, &'static str)] = &[];

    /// The keys that only this kind has, as they were written.
    type Own: Default;

    /// The legal settings that these keys give.
    type Settings<'a>;

    /// Validates the keys that only this kind has. A mistake leaves the default.
    fn validate<'a>(
        own: &'a Self::Own,
        object: &Object<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Self::Settings<'a>;

    /// Writes what the registry has of these settings, as calls of methods. By default it has nothing of them.
    fn registry(_: &Self::Settings<'_>) -> TokenStream {
        TokenStream::new()
    }

    /// Writes the implementation of the scheme's own trait.
    fn expand(object: &Object<'_>, settings: &Self::Settings<'_>) -> TokenStream;
}

/// Makes the struct an auth object, and writes what is wrong beside it.
pub(crate) fn attribute<K: Kind>(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let item = Item::read(item);
    let options = args::read_or_explain(arguments, K::KEYS, K::REFUSED, &mut diagnostics);
    let object = common::validate::<K>(&options, &item, &mut diagnostics);
    let expansion = object.map(|object| {
        let settings = K::validate(&options.own, &object, &mut diagnostics);
        let scheme = K::expand(&object, &settings);
        common::expand::<K>(&object, &scheme, &K::registry(&settings))
    });
    let errors = diagnostics.finish();
    let item = item.into_unit();
    quote!(#item #expansion #errors)
}
