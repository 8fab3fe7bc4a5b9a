//! The places of a handler's other attributes.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::Decision;

/// The place of an attribute that stands below `#[login_required]` or `#[public]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The outer handler, for an attribute about the item as others see it.
    Outside,
    /// The user's own function, for an attribute that needs the parameters as they were written.
    Inside,
    /// No place, for a second decision.
    Decision(Decision),
    /// No place, for an attribute that may route the user's own function, which is undecided.
    Unknown,
}

/// The attributes about an item, besides the tool attributes.
const OUTSIDE: [&str; 8] = [
    "doc",
    "cfg",
    "allow",
    "expect",
    "warn",
    "deny",
    "forbid",
    "deprecated",
];

/// The tools whose attributes the compiler knows.
const TOOLS: [&str; 4] = ["rustfmt", "clippy", "diagnostic", "miri"];

/// The attributes that are known to need the user's own function, and to leave it where it is.
const INSIDE: [&str; 6] = [
    "debug_handler",
    "debug_middleware",
    "instrument",
    "inline",
    "must_use",
    "track_caller",
];

/// Returns the place of an attribute.
pub(super) fn place(attr: &Attribute) -> Place {
    of(&attr.meta)
}

fn of(meta: &Meta) -> Place {
    let Meta::List(list) = meta else {
        return of_path(meta);
    };
    if !list.path.is_ident("cfg_attr") {
        return of_path(meta);
    }
    let nested = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let places = nested.map(|nested| nested.iter().skip(1).map(of).collect::<Vec<_>>());
    match places.as_deref() {
        Ok([first, others @ ..]) if others.iter().all(|place| place == first) => *first,
        Ok([]) => Place::Outside,
        _ => Place::Unknown,
    }
}

fn of_path(meta: &Meta) -> Place {
    let segments = &meta.path().segments;
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else {
        return Place::Unknown;
    };
    let is = |names: &[&str]| names.iter().any(|name| last.ident == name);
    let is_of_a_tool = segments.len() > 1 && TOOLS.iter().any(|tool| first.ident == tool);
    if is_of_a_tool || (segments.len() == 1 && is(&OUTSIDE)) {
        Place::Outside
    } else if is(&INSIDE) {
        Place::Inside
    } else if is(&["login_required"]) {
        Place::Decision(Decision::Guarded)
    } else if is(&["public"]) {
        Place::Decision(Decision::Public)
    } else {
        Place::Unknown
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    /// Shows that only attributes that are known to leave the user's own function unrouted may stand on it.
    #[test]
    fn the_place_of_each_attribute() {
        let cases: [(Place, &[Attribute]); 5] = [
            (
                Place::Outside,
                &[
                    parse_quote!(#[doc = "x"]),
                    parse_quote!(#[cfg(test)]),
                    parse_quote!(#[rustfmt::skip]),
                    parse_quote!(#[cfg_attr(test, allow(dead_code))]),
                ],
            ),
            (
                Place::Inside,
                &[
                    parse_quote!(#[debug_handler]),
                    parse_quote!(#[axum::debug_handler(state = u8)]),
                    parse_quote!(#[tracing::instrument(skip_all)]),
                    parse_quote!(#[cfg_attr(test, inline, must_use)]),
                ],
            ),
            (
                Place::Decision(Decision::Guarded),
                &[parse_quote!(#[httpauth::login_required])],
            ),
            (
                Place::Decision(Decision::Public),
                &[parse_quote!(#[public(reason = "x")])],
            ),
            (
                Place::Unknown,
                &[
                    parse_quote!(#[cfg_attr(test, inline, doc = "x")]),
                    parse_quote!(#[cfg_attr(test, route(get, "/"))]),
                    parse_quote!(#[utoipa::path(get)]),
                    parse_quote!(#[route(get, "/")]),
                    parse_quote!(#[my::doc]),
                ],
            ),
        ];
        for (expected, attrs) in cases {
            let places: Vec<Place> = attrs.iter().map(place).collect();
            assert_eq!(places, vec![expected; attrs.len()]);
        }
    }
}
