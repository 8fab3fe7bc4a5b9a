//! The validation of the members and the struct.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{Error, Ident, Path};

use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::item::{Item, Struct};

pub(super) fn object<'a>(
    options: &Options,
    item: &'a Item,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Struct> {
    if options.members.len() < 2 && diagnostics.is_empty() {
        let message = "a `#[multi_auth]` object needs at least two members; write `#[multi_auth(Basic, Api)]`";
        diagnostics.push(Error::new(Span::call_site(), message));
    }
    each_once(&options.members, diagnostics);
    let item = item.object("multi_auth", "multi_auth(Basic, Api)", diagnostics)?;
    not_itself(&options.members, &item.ident, diagnostics);
    Some(item)
}

/// Reports members that are given twice.
fn each_once(members: &[Path], diagnostics: &mut Diagnostics) {
    let mut seen = Vec::new();
    for member in members {
        let text = member.to_token_stream().to_string();
        if seen.contains(&text) {
            diagnostics.at(member, "this member is given twice; leave one of them out");
        }
        seen.push(text);
    }
}

/// Reports the object among its own members.
fn not_itself(members: &[Path], itself: &Ident, diagnostics: &mut Diagnostics) {
    for member in members.iter().filter(|member| member.is_ident(itself)) {
        diagnostics.at(
            member,
            "an auth object cannot be a member of itself; leave it out",
        );
    }
}
