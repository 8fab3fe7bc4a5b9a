#[doc(hidden)]
#[allow(non_camel_case_types, unreachable_pub)]
struct __httpauth_edit;
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
    const __ALTERNATIVES: ::httpauth::__private::Alternatives = ::httpauth::__private::Alternatives::new(
        &[&[0], &[1, 0]],
    );
    #[automatically_derived]
    impl ::httpauth::__private::PermissionRule<__Auth> for __Rule {
        type Presence = ::httpauth::__private::PresenceOf<__Checked>;
        const SCOPE: ::core::option::Option<::httpauth::__private::ScopeOf> = ::core::option::Option::None;
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
                    &["is_open"],
                ),
                ::httpauth::__private::Alternative::new(
                    &[
                        (
                            ::httpauth::__private::Named("moderator").__httpauth_scope(),
                            "\"moderator\"",
                        ),
                    ],
                    &["perms::same_team", "is_open"],
                ),
            ])
        }
        const ALTERNATIVES: ::httpauth::__private::Alternatives = __ALTERNATIVES;
        async fn open<__T: ::httpauth::__private::TakesRoles<__Auth>>(
            of: &mut ::httpauth::__private::Candidate<'_, __Object>,
        ) -> ::core::result::Result<
            ::core::primitive::u64,
            ::httpauth::__private::Response,
        > {
            ::httpauth::__private::open_by_roles::<
                __Object,
                __T,
                _,
            >(
                    of,
                    |roles| {
                        #[allow(unused_imports)]
                        use ::httpauth::__private::{AskAny as _, AskText as _};
                        [
                            (::httpauth::__private::Asked("admin").__httpauth_of(roles)),
                            (::httpauth::__private::Asked("moderator")
                                .__httpauth_of(roles)),
                        ]
                    },
                )
                .await
        }
        async fn ask(
            permission: ::core::primitive::u8,
            of: &mut ::httpauth::__private::Candidate<'_, __Object>,
        ) -> ::core::result::Result<
            ::core::primitive::bool,
            ::httpauth::__private::Response,
        > {
            #[allow(unused_imports)]
            use ::httpauth::__private::AskMembers as _;
            match permission {
                0 => <::httpauth::__private::Asks<is_open, __Object>>::permits(of).await,
                1 => {
                    <::httpauth::__private::Asks<
                        perms::same_team,
                        __Object,
                    >>::permits(of)
                        .await
                }
                _ => ::core::result::Result::Ok(false),
            }
        }
    }
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, ()> for __httpauth_edit
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
                        ::core::concat!(::core::module_path!(), "::", "edit"),
                        ::core::option::Option::Some(
                            "[\"admin\", [\"moderator\", permission(perms::same_team)]] and permission(is_open)",
                        ),
                    ),
                )
            }
            ::httpauth::__private::enter::<
                ::httpauth::__private::HasPermission<__Object, __Rule>,
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
        ::core::concat!(::core::module_path!(), "::", "edit"), < __Checked as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("[\"admin\", [\"moderator\", permission(perms::same_team)]] and permission(is_open)"),
        false, < ::httpauth::__private::HasPermission < __Object, __Rule > as
        ::httpauth::__private::Rule > ::terms), (true, ::core::option::Option::None),
        (::core::file!(), ::core::line!()),
    }
};
#[allow(private_interfaces)]
async fn edit(
    guard: ::httpauth::__private::LoginRequired<__httpauth_edit, (), (), ()>,
) -> ::httpauth::__private::Response {
    let (guard, httpauth_user, ()) = guard.into_parts();
    let response = {
        async fn edit() {}
        edit().await
    };
    match guard.respond(response) {
        ::core::result::Result::Ok(response) => response,
        ::core::result::Result::Err(answer) => answer.await,
    }
}
