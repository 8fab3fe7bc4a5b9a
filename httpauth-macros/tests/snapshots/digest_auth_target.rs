struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    type __Slot<S> = ::httpauth::__private::SlotOf<Auth, S>;
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Digest;
        type State = ::httpauth::__private::AnyState;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
            ::core::concat!(::core::module_path!(), "::", "Auth"),
            "Digest",
            ::httpauth::__private::shown_realm(
                <__Slot<::httpauth::__private::slots::Realm>>::CALLBACK,
                "Authentication Required",
            ),
            &[
                ::httpauth::__private::Slot::new(
                    "get_password",
                    <__Slot<::httpauth::__private::slots::GetPassword>>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "generate_nonce",
                    <__Slot<::httpauth::__private::slots::GenerateNonce>>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "verify_nonce",
                    <__Slot<::httpauth::__private::slots::VerifyNonce>>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "generate_opaque",
                    <__Slot<::httpauth::__private::slots::GenerateOpaque>>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "verify_opaque",
                    <__Slot<::httpauth::__private::slots::VerifyOpaque>>::CALLBACK,
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
                    "forwarded_target",
                    <__Slot<::httpauth::__private::slots::ForwardedTarget>>::CALLBACK,
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
        );
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
        const SCHEME: &'static ::core::primitive::str = "Digest";
        const PARAMETERS: &'static ::core::primitive::str = "";
        const REALM: ::httpauth::__private::Declared<
            ::httpauth::__private::ConstantRealm,
            ::httpauth::__private::Realm,
        > = ::httpauth::__private::Declared::Constant(::httpauth::__private::ConstantRealm {
            text: "Authentication Required",
            challenge: "Digest realm=\"Authentication Required\"",
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
    const _: () = ::httpauth::__private::check_pairs(
        [
            <__Slot<::httpauth::__private::slots::GenerateNonce>>::CALLBACK.as_ref(),
            <__Slot<::httpauth::__private::slots::VerifyNonce>>::CALLBACK.as_ref(),
        ],
        [
            <__Slot<::httpauth::__private::slots::GenerateOpaque>>::CALLBACK.as_ref(),
            <__Slot<::httpauth::__private::slots::VerifyOpaque>>::CALLBACK.as_ref(),
        ],
    );
    #[automatically_derived]
    impl ::httpauth::__private::ForwardsTarget for Auth {}
    #[automatically_derived]
    impl ::httpauth::__private::HasThrottle for Auth {
        type Throttle = ::httpauth::__private::Unthrottled;
        const ASKS_CLIENT: ::core::primitive::bool = <__Slot<
            ::httpauth::__private::slots::ClientIp,
        >>::CALLBACK
            .is_some();
        #[allow(unused_variables)]
        fn throttle(state: &Self::State) -> Self::Throttle {
            ::httpauth::__private::Unthrottled
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
    impl ::httpauth::__private::DigestAuth for Auth {
        const ALGORITHMS: &'static [::httpauth::digest::Algorithm] = &[
            ::httpauth::digest::Algorithm::Sha256,
            ::httpauth::digest::Algorithm::Md5,
        ];
        const QOP: ::core::primitive::bool = true;
        const HA1: ::core::primitive::bool = false;
        const NONCE_TTL: ::httpauth::__private::Declared<
            ::core::time::Duration,
            ::core::time::Duration,
        > = ::httpauth::__private::Declared::Constant(
            ::core::time::Duration::from_secs(300u64),
        );
        type Nonces = &'static ::httpauth::__private::MemoryNonces;
        fn nonces(_: &Self::State) -> Self::Nonces {
            &::httpauth::__private::MEMORY_NONCES
        }
        fn space_cell() -> &'static ::httpauth::__private::OnceLock<
            ::httpauth::__private::ProtectionSpace,
        > {
            static SPACE: ::httpauth::__private::OnceLock<
                ::httpauth::__private::ProtectionSpace,
            > = ::httpauth::__private::OnceLock::new();
            &SPACE
        }
        async fn generate_nonce(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::httpauth::__private::String>,
            ::httpauth::__private::Response,
        > {
            <__Slot<::httpauth::__private::slots::GenerateNonce>>::generate(parts, state)
                .await
        }
        async fn verify_nonce(
            value: &[::core::primitive::u8],
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::core::primitive::bool>,
            ::httpauth::__private::Response,
        > {
            <__Slot<
                ::httpauth::__private::slots::VerifyNonce,
            >>::verify(value, parts, state)
                .await
        }
        async fn generate_opaque(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::httpauth::__private::String>,
            ::httpauth::__private::Response,
        > {
            <__Slot<
                ::httpauth::__private::slots::GenerateOpaque,
            >>::generate(parts, state)
                .await
        }
        async fn verify_opaque(
            value: &[::core::primitive::u8],
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::core::primitive::bool>,
            ::httpauth::__private::Response,
        > {
            <__Slot<
                ::httpauth::__private::slots::VerifyOpaque,
            >>::verify(value, parts, state)
                .await
        }
        const FORWARDED: ::core::primitive::bool = true;
        async fn ask_target(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::httpauth::ForwardedTarget>,
            ::httpauth::__private::Response,
        > {
            <Self as ::httpauth::__private::Target>::forwarded_target(parts, state).await
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
