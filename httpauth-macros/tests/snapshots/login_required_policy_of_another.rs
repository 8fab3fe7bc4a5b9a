pub(crate) struct Owners;
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
    type __Policy = <<::httpauth::__private::Checked<
        { ::httpauth::__private::is_policy::<Staff, __Checked>() },
    > as ::httpauth::__private::Of<
        Staff,
    >>::Type as ::httpauth::__private::HasRule<__Checked>>::Rule;
    pub(crate) struct __Rule;
    type __Object = __Checked;
    const __ALTERNATIVES: ::httpauth::__private::Alternatives = ::httpauth::__private::Alternatives::new(
        &[&[0]],
    );
    #[automatically_derived]
    impl ::httpauth::__private::PermissionRule<__Auth> for __Rule {
        type Presence = <__Policy as ::httpauth::__private::Rule>::Presence;
        const SCOPE: ::core::option::Option<::httpauth::__private::ScopeOf> = ::core::option::Option::None;
        fn terms() -> ::httpauth::__private::Vec<::httpauth::__private::Alternative> {
            #[allow(unused_imports)]
            use ::httpauth::__private::NoScope as _;
            ::httpauth::__private::Alternative::list([
                ::httpauth::__private::Alternative::new(&[], &["owns_todo"]),
            ])
        }
        const ALTERNATIVES: ::httpauth::__private::Alternatives = __ALTERNATIVES;
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
                0 => {
                    <::httpauth::__private::Asks<owns_todo, __Object>>::permits(of).await
                }
                _ => ::core::result::Result::Ok(false),
            }
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::HasRule<__Auth> for Owners {
        type Rule = ::httpauth::__private::Both<
            __Policy,
            ::httpauth::__private::HasPermission<__Object, __Rule>,
        >;
    }
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, ()> for Owners
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
                        ::core::concat!(::core::module_path!(), "::", "Owners"),
                        ::core::option::Option::Some(
                            "policy Staff and permission(owns_todo)",
                        ),
                    ),
                )
            }
            ::httpauth::__private::enter::<
                ::httpauth::__private::Published<
                    ::httpauth::__private::Both<
                        __Policy,
                        ::httpauth::__private::HasPermission<__Object, __Rule>,
                    >,
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
        ::core::concat!(::core::module_path!(), "::", "Owners"), < __Checked as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("policy Staff and permission(owns_todo)"),
        ::httpauth::__private::is_optional:: < __Policy > (), <
        ::httpauth::__private::Both < __Policy, ::httpauth::__private::HasPermission <
        __Object, __Rule > > as ::httpauth::__private::Rule > ::terms), (false,
        ::core::option::Option::None), (::core::file!(), ::core::line!()),
    }
};
