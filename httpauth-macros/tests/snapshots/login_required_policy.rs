#[derive(Debug)]
pub struct AdminsOnly;
const _: () = {
    struct __Rule;
    #[automatically_derived]
    impl ::httpauth::__private::RoleRule for __Rule {
        type Auth = api::Auth;
        type Presence = ::httpauth::__private::PresenceOf<api::Auth>;
        const SCOPE: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(
            "admin",
        );
        fn allows(
            roles: &::httpauth::__private::RolesOf<'_, api::Auth>,
        ) -> ::core::primitive::bool {
            {
                #[allow(unused_imports)]
                use ::httpauth::__private::{AskAny as _, AskText as _};
                ((::httpauth::__private::Asked("admin").of(roles)))
            }
        }
    }
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, ()> for AdminsOnly
    where
        __S: ::core::marker::Send + ::core::marker::Sync,
        <api::Auth as ::httpauth::Authenticator>::State: ::httpauth::__private::FromRef<
            __S,
        >,
    {
        fn enter(
            parts: &mut ::httpauth::__private::Parts,
            state: &__S,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                ((), ::httpauth::__private::Respond),
                ::httpauth::__private::Response,
            >,
        > + ::core::marker::Send {
            ::httpauth::__private::enter::<
                ::httpauth::__private::Published<::httpauth::__private::HasRole<__Rule>>,
                (),
                __S,
            >(
                parts,
                state,
                |held| ::httpauth::__private::HandOver::<()>::hand_over(held),
            )
        }
    }
    ::httpauth::__private::guarded! {
        ::core::concat!(::core::module_path!(), "::", "AdminsOnly"), < api::Auth as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("\"admin\""), false), (::core::file!(),
        ::core::line!()),
    }
};
