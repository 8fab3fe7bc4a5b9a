//! Which of a handler's other attributes go where.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

/// Attributes about the item as others see it: they stay on the guarded handler. All others move to the user's own
/// function inside of it, where `#[debug_handler]` and `#[instrument]` find the parameters that they expect.
pub(super) fn stays_outside(attr: &Attribute) -> bool {
    match &attr.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let nested = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            nested.is_ok_and(|nested| nested.iter().skip(1).all(is_about_the_item))
        }
        meta => is_about_the_item(meta),
    }
}

/// Whether the attribute moves to the user's own function: neither one that stays outside, nor one that is refused.
pub(super) fn moves_inside(attr: &Attribute) -> bool {
    !stays_outside(attr) && !is_utoipa_path(attr) && !is_login_required(attr)
}

fn is_about_the_item(meta: &Meta) -> bool {
    const ABOUT: [&str; 8] = [
        "doc",
        "cfg",
        "allow",
        "expect",
        "warn",
        "deny",
        "forbid",
        "deprecated",
    ];
    ABOUT.iter().any(|name| meta.path().is_ident(name))
}

/// Whether this is `#[utoipa::path]`, which would describe another function than the one that is routed.
pub(super) fn is_utoipa_path(attr: &Attribute) -> bool {
    // By whatever name the crate goes: `#[path]` alone is the compiler's own.
    let segments = &attr.path().segments;
    segments.len() > 1
        && segments
            .last()
            .is_some_and(|segment| segment.ident == "path")
}

/// Whether this is a second `#[login_required]`.
pub(super) fn is_login_required(attr: &Attribute) -> bool {
    let last = attr.path().segments.last();
    last.is_some_and(|segment| segment.ident == "login_required")
}
