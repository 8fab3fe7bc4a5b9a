fn get_user_roles(user: &User) -> Result<&[Role], AppError> {
    Ok(&user.roles)
}
#[allow(deprecated)]
const _: () = {
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
        const _: () = ::core::assert!(
            ::httpauth::__private::takes:: < __Checked,
            ::httpauth::__private::slots::GetUserRoles > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        #[allow(refining_impl_trait)]
        #[deny(
            private_interfaces,
            reason = "make the types that this callback returns as visible as the auth object, as in `pub(crate) \
                      struct User`"
        )]
        impl ::httpauth::GetUserRoles for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
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
            > as ::httpauth::__private::RolesResult>::Roles;
            type Arguments = ();
            #[allow(unused_variables)]
            fn arguments(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<
                    Self::Arguments,
                    ::httpauth::__private::Response,
                >,
            > + ::core::marker::Send {
                async move { ::core::result::Result::Ok(()) }
            }
            async fn get_user_roles<'__user>(
                user: &'__user ::httpauth::__private::UserOf<Self>,
                (): Self::Arguments,
            ) -> ::core::result::Result<
                <Result<
                    &'__user [Role],
                    AppError,
                > as ::httpauth::__private::RolesResult>::Roles,
                ::httpauth::__private::Response,
            > {
                <Result<
                    &'__user [Role],
                    AppError,
                > as ::httpauth::__private::RolesResult>::into_roles(
                    get_user_roles(user),
                )
            }
        }
    };
};
