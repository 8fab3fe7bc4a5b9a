#[derive(Debug)]
pub struct AdminsOnly;
const _: () = {
    type __Auth = api::Auth;
    type __Checked = <::httpauth::__private::Checked<
        { ::httpauth::__private::is_object::<api::Auth>() },
    > as ::httpauth::__private::Of<api::Auth>>::Type;
    pub struct __Rule;
    type __Object = <::httpauth::__private::Checked<
        { ::httpauth::__private::has_roles::<__Checked>() },
    > as ::httpauth::__private::Of<__Checked>>::Type;
    #[automatically_derived]
    impl ::httpauth::__private::RoleRule<__Auth> for __Rule {
        type Presence = ::httpauth::__private::PresenceOf<__Checked>;
        const SCOPE: ::core::option::Option<::httpauth::__private::ScopeOf> = ::core::option::Option::Some(||
        {
            #[allow(unused_imports)]
            use ::httpauth::__private::NoScope as _;
            ::httpauth::__private::first_scope(
                &[&[::httpauth::__private::Named("admin").__httpauth_scope()]],
            )
        });
        fn terms() -> ::httpauth::__private::Vec<::httpauth::__private::Alternative> {
            #[allow(unused_imports)]
            use ::httpauth::__private::NoScope as _;
            ::httpauth::__private::Alternative::list([
                ::httpauth::__private::Alternative::new(
                    &[
                        (
                            ::httpauth::__private::Named("admin").__httpauth_scope(),
                            "\"admin\"",
                        ),
                    ],
                    &[],
                ),
            ])
        }
        fn allows(
            roles: &::httpauth::__private::RolesOf<'_, __Object>,
        ) -> ::core::primitive::bool {
            {
                #[allow(unused_imports)]
                use ::httpauth::__private::{AskAny as _, AskText as _};
                ((::httpauth::__private::Asked("admin").__httpauth_of(roles)))
            }
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::HasRule<__Auth> for AdminsOnly {
        type Rule = ::httpauth::__private::HasRole<__Object, __Rule>;
    }
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, ()> for AdminsOnly
    where
        __S: ::core::marker::Send + ::core::marker::Sync,
        <__Checked as ::httpauth::Authenticator>::State: ::httpauth::__private::FromRef<
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
            fn label() -> ::httpauth::__private::Label {
                ::httpauth::__private::Label::new(
                    &(
                        ::core::concat!(::core::module_path!(), "::", "AdminsOnly"),
                        ::core::option::Option::Some("\"admin\""),
                    ),
                )
            }
            ::httpauth::__private::enter::<
                ::httpauth::__private::Published<
                    ::httpauth::__private::HasRole<__Object, __Rule>,
                >,
                (),
                __S,
            >(
                parts,
                state,
                label,
                |held| ::httpauth::__private::HandOver::<()>::hand_over(held),
            )
        }
    }
    ::httpauth::__private::guarded! {
        ::core::concat!(::core::module_path!(), "::", "AdminsOnly"), < __Checked as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("\"admin\""), false, <
        ::httpauth::__private::HasRole < __Object, __Rule > as
        ::httpauth::__private::Rule > ::terms), (false, ::core::option::Option::None),
        (::core::file!(), ::core::line!()),
    }
};
