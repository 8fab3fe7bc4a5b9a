async fn verify_password(
    username: &str,
    password: &str,
    State(users): State<Users>,
) -> Result<Option<User>, AppError> {
    users.find(username, password).await
}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        #[allow(unused_imports)]
        use ::httpauth::__private::PlainUser as _;
        ::core::assert!(
            ! < ::httpauth::__private::UserIn < Result < Option < User >, AppError >,
            ::httpauth::__private::slots::VerifyPassword >> ::IS_VERDICT,
            "the user that this callback returns is itself a verdict, so `Some(false)` would be accepted; write `async fn verify_password(username: &str, password: &str) -> Option<User>`"
        )
    };
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
            ::httpauth::__private::slots::VerifyPassword > (::core::module_path!()),
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
        impl ::httpauth::VerifyPassword for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                        ::core::concat!(::core::module_path!(), "::", "verify_password"),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .with_extractors(),
            );
            type Verdict = Result<Option<User>, AppError>;
            type Arguments = (State<Users>,);
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
                async move {
                    ::core::result::Result::Ok((
                        ::httpauth::__private::extract(parts, state).await?,
                    ))
                }
            }
            type Presence = ::httpauth::__private::Required;
            const ANONYMOUS: ::core::primitive::bool = false;
            async fn verify_password(
                username: &::core::primitive::str,
                password: &::core::primitive::str,
                (httpauth_argument0,): Self::Arguments,
            ) -> Result<Option<User>, AppError> {
                verify_password(username, password, httpauth_argument0).await
            }
        }
    };
};
