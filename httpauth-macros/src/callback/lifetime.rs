//! The lifetimes in a callback's answer.
//!
//! Roles may borrow from their user. The callback's lifetimes, written or left out, become the trait's `'__user`. The
//! answers of the other callbacks are associated types without a lifetime.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Lifetime, ParenthesizedGenericArguments, Type, TypeImplTrait, TypeReference};

/// Returns the lifetime of the user in `GetUserRoles`.
pub(super) fn user() -> Lifetime {
    Lifetime::new("'__user", Span::call_site())
}

/// Replaces every lifetime of the type but `'static` by the user's.
pub(super) fn of_user(ty: &Type) -> TokenStream {
    let mut ty = ty.clone();
    OfUser.visit_type_mut(&mut ty);
    ty.into_token_stream()
}

struct OfUser;

impl VisitMut for OfUser {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference.lifetime.get_or_insert_with(user);
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident != "static" {
            *lifetime = user();
        }
    }
}

/// The reason why a type cannot be an associated type without a lifetime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unnameable {
    /// A lifetime other than `'static`.
    Borrowed,
    /// An `impl Trait`.
    Opaque,
}

/// Returns the reason why the type cannot be an associated type without a lifetime, if there is one.
pub(super) fn unnameable(ty: &Type) -> Option<Unnameable> {
    let mut search = Search(None);
    // Only `visit_mut` is switched on in `syn`. This one visitor is not worth another feature.
    search.visit_type_mut(&mut ty.clone());
    search.0
}

struct Search(Option<Unnameable>);

impl VisitMut for Search {
    fn visit_type_impl_trait_mut(&mut self, _: &mut TypeImplTrait) {
        self.0 = Some(Unnameable::Opaque);
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            self.0.get_or_insert(Unnameable::Borrowed);
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident != "static" {
            self.0.get_or_insert(Unnameable::Borrowed);
        }
    }

    // The lifetimes of a function's parameters are its own, so `Option<Box<dyn Fn(&str)>>` borrows nothing.
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut ParenthesizedGenericArguments) {
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn lifetimes_become_the_users() {
        let of_user = |ty: Type| of_user(&ty).to_string().replace(' ', "");
        assert_eq!(of_user(parse_quote!(&[Role])), "&'__user[Role]");
        assert_eq!(
            of_user(parse_quote!(Option<&'a str>)),
            "Option<&'__userstr>"
        );
        assert_eq!(
            of_user(parse_quote!(Vec<Cow<'_, str>>)),
            "Vec<Cow<'__user,str>>"
        );
        assert_eq!(of_user(parse_quote!(&'static str)), "&'staticstr");
    }

    #[test]
    fn what_cannot_be_named() {
        let borrowed = Some(Unnameable::Borrowed);
        assert_eq!(unnameable(&parse_quote!(Option<&str>)), borrowed);
        assert_eq!(unnameable(&parse_quote!(Option<User<'a>>)), borrowed);
        assert_eq!(unnameable(&parse_quote!(Option<Cow<'_, str>>)), borrowed);
        let opaque = Some(Unnameable::Opaque);
        assert_eq!(unnameable(&parse_quote!(Option<impl Any>)), opaque);
        assert_eq!(unnameable(&parse_quote!(&impl Any)), opaque);
        assert_eq!(unnameable(&parse_quote!(Option<&'static str>)), None);
        assert_eq!(unnameable(&parse_quote!(Option<fn(&str) -> bool>)), None);
        let function = parse_quote!(Option<Box<dyn Fn(&str) -> bool>>);
        assert_eq!(unnameable(&function), None);
    }
}
