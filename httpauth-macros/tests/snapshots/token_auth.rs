struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    type __Slot<S> = ::httpauth::__private::SlotOf<Auth, S>;
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Token;
        type State = ::httpauth::__private::AnyState;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
                ::core::concat!(::core::module_path!(), "::", "Auth"),
                "Bearer",
                ::httpauth::__private::shown_realm(
                    <__Slot<::httpauth::__private::slots::Realm>>::CALLBACK,
                    "Authentication Required",
                ),
                &[
                    ::httpauth::__private::Slot::new(
                        "verify_token",
                        <__Slot<::httpauth::__private::slots::VerifyToken>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "realm",
                        <__Slot<::httpauth::__private::slots::Realm>>::CALLBACK,
                    ),
                    ::httpauth::__private::Slot::new(
                        "protected_resource",
                        <__Slot<
                            ::httpauth::__private::slots::ProtectedResource,
                        >>::CALLBACK,
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
            .with_field("x-api-key");
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
        const SCHEME: &'static ::core::primitive::str = "Bearer";
        const PARAMETERS: &'static ::core::primitive::str = "";
        const REALM: ::httpauth::__private::Declared<
            ::httpauth::__private::ConstantRealm,
            ::httpauth::__private::Realm,
        > = ::httpauth::__private::Declared::Constant(::httpauth::__private::ConstantRealm {
            text: "Authentication Required",
            challenge: "Bearer realm=\"Authentication Required\"",
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
    type __ResourceKind = ::httpauth::__private::ResourceKind<
        { <__Slot<::httpauth::__private::slots::ProtectedResource>>::CALLBACK.is_some() },
    >;
    impl Auth {
        /// Returns the route of the document that describes the resource (RFC 9728 section 3), for `merge`.
        #[allow(dead_code, unreachable_pub)]
        fn well_known() -> ::httpauth::WellKnown<Self>
        where
            for<'a> __ResourceKind: ::httpauth::__private::HasResource<'a>,
        {
            ::httpauth::WellKnown::new()
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::TokenAuth for Auth {
        const HEADER: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(
            "x-api-key",
        );
        const BARE: ::core::primitive::bool = false;
        const BEARER: ::core::primitive::bool = true;
        const SUBPROTOCOL: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::None;
        const RESOURCE: ::core::primitive::bool = <__Slot<
            ::httpauth::__private::slots::ProtectedResource,
        >>::CALLBACK
            .is_some();
        async fn resource(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::httpauth::ProtectedResource>,
            ::httpauth::__private::Response,
        > {
            <__Slot<
                ::httpauth::__private::slots::ProtectedResource,
            >>::resource(parts, state)
                .await
        }
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
