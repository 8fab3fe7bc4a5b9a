async fn verify_password(
    username: &str,
    password: &str,
    State(users): State<Users>,
) -> Result<Option<User>, AppError> {
    users.find(username, password).await
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
        ::httpauth::__private::slots::VerifyPassword,
    >();
    #[automatically_derived]
    impl ::httpauth::VerifyPassword for __Auth {
        const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
            ::httpauth::__private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", "verify_password"),
                ::core::file!(),
                ::core::line!(),
            ),
        );
        type Verdict = Result<Option<User>, AppError>;
        type Presence = ::httpauth::__private::Required;
        type Arguments = (State<Users>,);
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
        const ANONYMOUS: ::core::primitive::bool = false;
        async fn verify_password(
            username: &::core::primitive::str,
            password: &::core::primitive::str,
            (httpauth_argument0,): Self::Arguments,
        ) -> Self::Verdict {
            verify_password(username, password, httpauth_argument0).await
        }
    }
};
