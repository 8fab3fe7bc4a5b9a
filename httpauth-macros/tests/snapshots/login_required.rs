#[doc(hidden)]
#[allow(non_camel_case_types, unreachable_pub)]
pub struct __httpauth_index;
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
        type Presence = ::httpauth::__private::Optional;
        const SCOPE: ::core::option::Option<::httpauth::__private::ScopeOf> = ::core::option::Option::Some(||
        {
            #[allow(unused_imports)]
            use ::httpauth::__private::NoScope as _;
            ::httpauth::__private::first_scope(
                &[
                    &[::httpauth::__private::Named("user").__httpauth_scope()],
                    &[
                        ::httpauth::__private::Named("moderator").__httpauth_scope(),
                        ::httpauth::__private::Named(Role::Contributor)
                            .__httpauth_scope(),
                    ],
                ],
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
                ::httpauth::__private::Alternative::new(
                    &[
                        (
                            ::httpauth::__private::Named("moderator").__httpauth_scope(),
                            "\"moderator\"",
                        ),
                        (
                            ::httpauth::__private::Named(Role::Contributor)
                                .__httpauth_scope(),
                            "Role::Contributor",
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
                    || ((::httpauth::__private::Asked("moderator").__httpauth_of(roles))
                        && (::httpauth::__private::Asked(Role::Contributor)
                            .__httpauth_of(roles)))
            }
        }
    }
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, Option<CurrentUser<User>>> for __httpauth_index
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
                (Option<CurrentUser<User>>, ::httpauth::__private::Respond),
                ::httpauth::__private::Response,
            >,
        > + ::core::marker::Send {
            fn label() -> ::httpauth::__private::Label {
                ::httpauth::__private::Label::new(
                    &(
                        ::core::concat!(::core::module_path!(), "::", "index"),
                        ::core::option::Option::Some(
                            "[\"user\", [\"moderator\", Role::Contributor]]",
                        ),
                    ),
                )
            }
            ::httpauth::__private::enter::<
                ::httpauth::__private::HasRole<__Object, __Rule>,
                Option<CurrentUser<User>>,
                __S,
            >(
                parts,
                state,
                label,
                |held| ::httpauth::__private::HandOver::<
                    Option<CurrentUser<User>>,
                >::hand_over(held),
            )
        }
    }
    ::httpauth::__private::guarded! {
        ::core::concat!(::core::module_path!(), "::", "index"), < __Checked as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("[\"user\", [\"moderator\", Role::Contributor]]"),
        true, < ::httpauth::__private::HasRole < __Object, __Rule > as
        ::httpauth::__private::Rule > ::terms), (true, ::core::option::Option::None),
        (::core::file!(), ::core::line!()),
    }
};
/// The index.
#[allow(private_interfaces)]
pub async fn index<T: Store>(
    guard: ::httpauth::__private::LoginRequired<
        __httpauth_index,
        Option<CurrentUser<User>>,
        (State<T>,),
        impl ::core::marker::Send + 'static,
    >,
) -> ::httpauth::__private::Response
where
    T: Clone,
{
    let (guard, httpauth_user, (httpauth_argument1,)) = guard.into_parts();
    let response = {
        #[instrument]
        async fn index<T: Store>(
            user: Option<CurrentUser<User>>,
            State(store): State<T>,
        ) -> impl IntoResponse
        where
            T: Clone,
        {
            store.index(user).await
        }
        index::<T>(httpauth_user, httpauth_argument1).await
    };
    match guard.respond(response) {
        ::core::result::Result::Ok(response) => response,
        ::core::result::Result::Err(answer) => answer.await,
    }
}
