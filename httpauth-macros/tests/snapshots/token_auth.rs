struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Token;
        type State = ::httpauth::__private::AnyState;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
            ::core::concat!(::core::module_path!(), "::", "Auth"),
            "Bearer",
            "Authentication Required",
            &[
                ::httpauth::__private::Slot::new(
                    "verify_token",
                    <::httpauth::__private::SlotOf<
                        Auth,
                        ::httpauth::__private::slots::VerifyToken,
                    >>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "get_user_roles",
                    <::httpauth::__private::SlotOf<
                        Auth,
                        ::httpauth::__private::slots::GetUserRoles,
                    >>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "error_handler",
                    <::httpauth::__private::SlotOf<
                        Auth,
                        ::httpauth::__private::slots::ErrorHandler,
                    >>::CALLBACK,
                ),
            ],
        );
        async fn error_handler(
            error: &::httpauth::AuthError,
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::httpauth::__private::Response {
            <::httpauth::__private::SlotOf<
                Auth,
                ::httpauth::__private::slots::ErrorHandler,
            >>::error_handler(error, parts, state)
                .await
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::HasRealm for Auth {
        #[inline]
        fn realm() -> ::core::result::Result<
            &'static ::core::primitive::str,
            ::httpauth::SettingError,
        > {
            ::core::result::Result::Ok("Authentication Required")
        }
        #[inline]
        fn challenge() -> ::core::result::Result<
            ::httpauth::__private::HeaderValue,
            ::httpauth::SettingError,
        > {
            ::core::result::Result::Ok(const {
                ::httpauth::__private::HeaderValue::from_static(
                    "Bearer realm=\"Authentication Required\"",
                )
            })
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::TokenAuth for Auth {
        const SCHEME: &'static ::core::primitive::str = "Bearer";
        const HEADER: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(
            "x-api-key",
        );
        const BARE: ::core::primitive::bool = false;
        const BEARER: ::core::primitive::bool = true;
        #[inline]
        fn challenge_invalid() -> ::core::result::Result<
            ::httpauth::__private::HeaderValue,
            ::httpauth::SettingError,
        > {
            ::core::result::Result::Ok(const {
                ::httpauth::__private::HeaderValue::from_static(
                    "Bearer realm=\"Authentication Required\", error=\"invalid_token\"",
                )
            })
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
