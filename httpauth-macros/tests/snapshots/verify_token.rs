fn verify_token(token: &str) -> bool {
    token == "secret"
}
#[allow(deprecated)]
const _: () = {
    const _: () = ::httpauth::__private::takes::<
        Token,
        ::httpauth::__private::slots::VerifyToken,
    >();
    #[automatically_derived]
    impl ::httpauth::VerifyToken for Token {
        const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
            ::httpauth::__private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", "verify_token"),
                ::core::file!(),
                ::core::line!(),
            ),
        );
        type Verdict = bool;
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
        fn no_arguments() -> ::core::option::Option<()> {
            ::core::option::Option::Some(())
        }
        async fn verify_token(
            token: &::core::primitive::str,
            (): Self::Arguments,
        ) -> Self::Verdict {
            verify_token(token)
        }
    }
    const _: () = ::httpauth::__private::takes::<
        other::Token,
        ::httpauth::__private::slots::VerifyToken,
    >();
    #[automatically_derived]
    impl ::httpauth::VerifyToken for other::Token {
        const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
            ::httpauth::__private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", "verify_token"),
                ::core::file!(),
                ::core::line!(),
            ),
        );
        type Verdict = bool;
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
        fn no_arguments() -> ::core::option::Option<()> {
            ::core::option::Option::Some(())
        }
        async fn verify_token(
            token: &::core::primitive::str,
            (): Self::Arguments,
        ) -> Self::Verdict {
            verify_token(token)
        }
    }
};
