struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    type __Slot<S> = ::httpauth::__private::SlotOf<Auth, S>;
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Basic;
        type State = AppState;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
                ::core::concat!(::core::module_path!(), "::", "Auth"),
                "Basic",
                ::httpauth::__private::shown_realm(
                    <__Slot<::httpauth::__private::slots::Realm>>::CALLBACK,
                    "Authentication Required",
                ),
                &[
                    ::httpauth::__private::Slot::new(
                        "verify_password",
                        <__Slot<::httpauth::__private::slots::VerifyPassword>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "get_password",
                        <__Slot<::httpauth::__private::slots::GetPassword>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "hash_password",
                        <__Slot<::httpauth::__private::slots::HashPassword>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "realm",
                        <__Slot<::httpauth::__private::slots::Realm>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "client_ip",
                        <__Slot<::httpauth::__private::slots::ClientIp>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "get_user_roles",
                        <__Slot<::httpauth::__private::slots::GetUserRoles>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "error_handler",
                        <__Slot<::httpauth::__private::slots::ErrorHandler>>::CALLBACK,
                    ),
                ],
            )
            .throttled();
        async fn error_handler(
            error: &::httpauth::AuthError,
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::httpauth::__private::Response {
            <__Slot<
                ::httpauth::__private::slots::ErrorHandler,
            >>::error_handler(error, parts, state)
                .await
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::HasRealm for Auth {
        const SCHEME: &'static ::core::primitive::str = "Basic";
        const PARAMETERS: &'static ::core::primitive::str = ", charset=\"UTF-8\"";
        const REALM: ::httpauth::__private::Declared<
            ::httpauth::__private::ConstantRealm,
            ::httpauth::__private::Realm,
        > = ::httpauth::__private::Declared::Constant(::httpauth::__private::ConstantRealm {
            text: "Authentication Required",
            challenge: "Basic realm=\"Authentication Required\", charset=\"UTF-8\"",
        });
        const PER_REQUEST: ::core::primitive::bool = <__Slot<
            ::httpauth::__private::slots::Realm,
        >>::CALLBACK
            .is_some();
        async fn ask_realm(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::httpauth::__private::String>,
            ::httpauth::__private::Response,
        > {
            <__Slot<::httpauth::__private::slots::Realm>>::generate(parts, state).await
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::HasThrottle for Auth {
        type Throttle = ::httpauth::__private::Throttled<Arc<MemoryThrottle>>;
        const ASKS_CLIENT: ::core::primitive::bool = <__Slot<
            ::httpauth::__private::slots::ClientIp,
        >>::CALLBACK
            .is_some();
        #[allow(unused_variables)]
        fn throttle(state: &Self::State) -> Self::Throttle {
            ::httpauth::__private::Throttled(
                <Arc<
                    MemoryThrottle,
                > as ::httpauth::__private::FromRef<Self::State>>::from_ref(state),
            )
        }
        async fn ask_client(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::httpauth::__private::IpAddr>,
            ::httpauth::__private::Response,
        > {
            <__Slot<::httpauth::__private::slots::ClientIp>>::client_ip(parts, state)
                .await
        }
        fn warned() -> &'static ::httpauth::__private::Once {
            static WARNED: ::httpauth::__private::Once = ::httpauth::__private::Once::new();
            &WARNED
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::BasicAuth for Auth {
        const HASHES: ::core::primitive::bool = <__Slot<
            ::httpauth::__private::slots::HashPassword,
        >>::CALLBACK
            .is_some();
        async fn hash_password<'p>(
            username: &::core::primitive::str,
            password: &'p ::core::primitive::str,
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::httpauth::__private::Cow<'p, ::core::primitive::str>,
            ::httpauth::__private::Response,
        > {
            <__Slot<
                ::httpauth::__private::slots::HashPassword,
            >>::hash_password(username, password, parts, state)
                .await
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
