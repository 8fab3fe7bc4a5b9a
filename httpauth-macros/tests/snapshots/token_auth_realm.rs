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
            ::core::stringify!(config().realm),
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
    static __HTTPAUTH_REALM: ::httpauth::__private::Setting<
        ::httpauth::__private::Realm,
    > = ::httpauth::__private::Setting::new(
        ::core::concat!(::core::module_path!(), "::", "Auth"),
        "realm",
        || ::httpauth::__private::Realm::new(config().realm, "Bearer", ""),
    );
    #[automatically_derived]
    impl ::httpauth::__private::HasRealm for Auth {
        #[inline]
        fn realm() -> ::core::result::Result<
            &'static ::core::primitive::str,
            ::httpauth::SettingError,
        > {
            __HTTPAUTH_REALM.get().map(::httpauth::__private::Realm::text)
        }
        #[inline]
        fn challenge() -> ::core::result::Result<
            ::httpauth::__private::HeaderValue,
            ::httpauth::SettingError,
        > {
            __HTTPAUTH_REALM.get().map(::httpauth::__private::Realm::challenge)
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::TokenAuth for Auth {
        const SCHEME: &'static ::core::primitive::str = "Bearer";
        const HEADER: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::None;
        const BARE: ::core::primitive::bool = false;
        const BEARER: ::core::primitive::bool = true;
        #[inline]
        fn challenge_invalid() -> ::core::result::Result<
            ::httpauth::__private::HeaderValue,
            ::httpauth::SettingError,
        > {
            <Self as ::httpauth::__private::HasRealm>::challenge()
                .map(::httpauth::__private::invalid_token)
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
