fn get_user_roles(user: &User) -> Result<&[Role], AppError> {
    Ok(&user.roles)
}
#[allow(deprecated)]
const _: () = {
    type __Auth = Auth;
    const _: fn() = {
        #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
        fn auth() {
            ::httpauth::__private::in_scope(|| {
                let Auth = loop {};
                Auth
            })
        }
        auth
    };
    const _: () = ::httpauth::__private::takes::<
        __Auth,
        ::httpauth::__private::slots::GetUserRoles,
    >();
    #[automatically_derived]
    impl ::httpauth::GetUserRoles for __Auth {
        const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
            ::httpauth::__private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", "get_user_roles"),
                ::core::file!(),
                ::core::line!(),
            ),
        );
        type Roles<'__user> = <Result<
            &'__user [Role],
            AppError,
        > as ::httpauth::__private::Fallible>::Roles;
        type Arguments = ();
        fn arguments(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Arguments,
                ::httpauth::__private::Response,
            >,
        > + ::core::marker::Send {
            ::httpauth::__private::arguments(parts, state)
        }
        async fn get_user_roles<'__user>(
            user: &'__user ::httpauth::__private::UserOf<Self>,
            (): Self::Arguments,
        ) -> ::core::result::Result<
            Self::Roles<'__user>,
            ::httpauth::__private::Response,
        > {
            <Result<
                &'__user [Role],
                AppError,
            > as ::httpauth::__private::Fallible>::into_roles(get_user_roles(user))
        }
    }
};
