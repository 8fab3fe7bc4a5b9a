//! Roles may borrow from their user: the callback's lifetimes, written or left out, become the trait's `'__user`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Lifetime, Type, TypeReference};

/// The lifetime of the user in `GetUserRoles`.
pub(super) fn user() -> Lifetime {
    Lifetime::new("'__user", Span::call_site())
}

/// The type with every lifetime but `'static` replaced by the user's.
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
}
