//! A slot of an auth object, and the callback that fills it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use super::parse::Options;
use crate::args::Key;
use crate::item::Function;

/// A slot, as a row of the table of slots.
pub(crate) struct Slot {
    /// The name of the attribute that fills the slot. The slot's method has the same name.
    pub(crate) name: &'static str,
    /// The name of the slot's type in the runtime crate.
    pub(super) marker: &'static str,
    /// The signature that a message tells the user to write.
    pub(super) signature: &'static str,
    /// The parameters before the extractors.
    pub(super) inputs: Inputs,
    pub(super) answer: Answer,
    /// The signature that a message shows if the user in the answer is itself a verdict. `None` for an answer without a
    /// user.
    pub(super) user: Option<&'static str>,
    /// The type that stands in for the answer of a callback until its own is written legally. It is for a slot whose
    /// trait other code requires, and misses if the slot stays empty.
    pub(super) stand_in: Option<fn() -> TokenStream>,
    /// The keys of the attribute in the order in which messages list them.
    pub(super) keys: &'static [Key<Options>],
    /// Writes the implementation of the slot's trait for an auth object.
    pub(super) expand: fn(&Callback<'_>, &TokenStream) -> TokenStream,
}

/// The parameters that a callback takes before its extractors.
pub(super) enum Inputs {
    /// References to text, at least so many of these. The first ones may be left out.
    Text(usize, &'static [&'static str]),
    /// A reference to the user.
    User,
    /// The argument of an error handler, which may be left out.
    Error,
}

/// The answer of a callback.
pub(super) enum Answer {
    /// A type that the trait's implementation names, without lifetimes.
    Owned,
    /// A type that the trait's implementation names, which may borrow from the user.
    Borrowed,
    /// A response of any type. The implementation does not name it, and it may be left out.
    Response,
}

impl Slot {
    /// Returns the slot's type in the runtime crate.
    pub(super) fn marker(&self) -> Ident {
        format_ident!("{}", self.marker)
    }

    /// Returns the slot, filled or empty, within the expansion of an auth object.
    pub(crate) fn of(&self, private: &TokenStream) -> TokenStream {
        let marker = self.marker();
        quote!(<__Slot<#private::slots::#marker>>)
    }
}

/// A function that fills a slot.
pub(super) struct Callback<'a> {
    pub(super) slot: &'static Slot,
    pub(super) options: &'a Options,
    pub(super) function: &'a Function,
    /// The types of the parameters that the callback is for. They are references, or the argument of an error handler.
    pub(super) inputs: Vec<&'a Type>,
    /// The types of the parameters after them, which are extractors.
    pub(super) extractors: Vec<&'a Type>,
    /// The type of its answer, if that can be named.
    pub(super) output: Option<&'a Type>,
    /// True if it can be called. Otherwise its slot is filled all the same, so that nothing is said of an empty slot.
    pub(super) is_legal: bool,
}
