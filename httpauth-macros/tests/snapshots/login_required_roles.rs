#[doc(hidden)]
#[allow(non_camel_case_types, unreachable_pub)]
struct __httpauth_page;
const _: () = {
    type __Auth = Auth;
    type __Checked = <::httpauth::__private::Checked<
        {
            #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
            let auth = ::httpauth::__private::in_scope(|| {
                let Auth = loop {};
                Auth
            });
            auth
        },
    > as ::httpauth::__private::Of<Auth>>::Type;
    struct __Rule;
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
                &[&[::httpauth::__private::Named("user").__httpauth_scope()]],
            )
        });
        fn terms() -> ::httpauth::__private::Vec<::httpauth::__private::Alternative> {
            #[allow(unused_imports)]
            use ::httpauth::__private::NoScope as _;
            ::httpauth::__private::Alternative::list([
                ::httpauth::__private::Alternative::new(
                    &[
                        (
                            ::httpauth::__private::Named("user").__httpauth_scope(),
                            "\"user\"",
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
                ((::httpauth::__private::Asked("user").__httpauth_of(roles)))
            }
        }
    }
    type __Granting = __Checked;
    type __Roled = <::httpauth::__private::Checked<
        { ::httpauth::__private::has_roles::<__Granting>() },
    > as ::httpauth::__private::Of<__Granting>>::Type;
    type __Presence = <::httpauth::__private::HasRole<
        __Object,
        __Rule,
    > as ::httpauth::__private::Rule>::Presence;
    type __Parameter = <::httpauth::__private::Checked<
        {
            ::httpauth::__private::is_roles_parameter::<
                Option<CurrentRoles<Names>>,
                __Presence,
            >()
        },
    > as ::httpauth::__private::Of<Option<CurrentRoles<Names>>>>::Type;
    struct __Roles;
    #[automatically_derived]
    impl ::httpauth::__private::TakesRoles<__Auth> for __Roles {
        type Roles = <__Parameter as ::httpauth::__private::RolesParameter<
            __Presence,
        >>::Roles;
        fn take(
            roles: ::httpauth::__private::RolesOf<'_, __Roled>,
        ) -> ::core::option::Option<Self::Roles> {
            ::httpauth::__private::HandOverRoles::hand_over(roles)
        }
    }
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, ()> for __httpauth_page
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
                        ::core::concat!(::core::module_path!(), "::", "page"),
                        ::core::option::Option::Some("\"user\""),
                    ),
                )
            }
            ::httpauth::__private::enter::<
                ::httpauth::__private::HandsRoles<
                    __Roled,
                    ::httpauth::__private::HasRole<__Object, __Rule>,
                    __Roles,
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
        ::core::concat!(::core::module_path!(), "::", "page"), < __Checked as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("\"user\""), false, <
        ::httpauth::__private::HandsRoles < __Roled, ::httpauth::__private::HasRole <
        __Object, __Rule >, __Roles > as ::httpauth::__private::Rule > ::terms), (true,
        ::core::option::Option::None), (::core::file!(), ::core::line!()),
    }
};
#[allow(private_interfaces)]
async fn page(
    guard: ::httpauth::__private::LoginRequired<
        __httpauth_page,
        (),
        (Option<CurrentRoles<Names>>, String),
        impl ::core::marker::Send + 'static,
    >,
) -> ::httpauth::__private::Response {
    let (guard, httpauth_user, (httpauth_argument0, httpauth_argument1)) = guard
        .into_parts();
    let response = {
        async fn page(roles: Option<CurrentRoles<Names>>, body: String) -> String {
            body
        }
        page(httpauth_argument0, httpauth_argument1).await
    };
    match guard.respond(response) {
        ::core::result::Result::Ok(response) => response,
        ::core::result::Result::Err(answer) => answer.await,
    }
}
