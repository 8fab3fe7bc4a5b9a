//! The validation of the members and the struct.

use proc_macro2::Span;
use quote::ToTokens;
use syn::Error;

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
    for (index, member) in options.members.iter().enumerate() {
        let text = member.to_token_stream().to_string();
        if options
            .members
            .iter()
            .take(index)
            .any(|other| other.to_token_stream().to_string() == text)
        {
            diagnostics.at(member, "this member is given twice; leave one of them out");
        }
    }
    let Item::Struct(item) = item else {
        diagnostics.at(
            item,
            "`#[multi_auth]` goes on a unit struct; write `#[multi_auth(Basic, Api)] struct Auth;`",
        );
        return None;
    };
    if !item.is_unit() {
        let message = format!(
            "an auth object is a unit struct: it has no fields and no generics; write `struct {};`",
            item.ident
        );
        diagnostics.at(&item.ident, message);
    }
    for member in &options.members {
        if member.is_ident(&item.ident) {
            diagnostics.at(
                member,
                "an auth object is not a member of itself; leave it out",
            );
        }
    }
    Some(item)
}
