/// Of the staff.
pub struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Basic;
        type State = AppState;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
            ::core::concat!(::core::module_path!(), "::", "Auth"),
            "Basic",
            "Staff \"only\"",
            &[
                ::httpauth::__private::Slot::new(
                    "verify_password",
                    <::httpauth::__private::SlotOf<
                        Auth,
                        ::httpauth::__private::slots::VerifyPassword,
                    >>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "get_password",
                    <::httpauth::__private::SlotOf<
                        Auth,
                        ::httpauth::__private::slots::GetPassword,
                    >>::CALLBACK,
                ),
                ::httpauth::__private::Slot::new(
                    "hash_password",
                    <::httpauth::__private::SlotOf<
                        Auth,
                        ::httpauth::__private::slots::HashPassword,
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
            ::core::result::Result::Ok("Staff \"only\"")
        }
        #[inline]
        fn challenge() -> ::core::result::Result<
            ::httpauth::__private::HeaderValue,
            ::httpauth::SettingError,
        > {
            ::core::result::Result::Ok(const {
                ::httpauth::__private::HeaderValue::from_static(
                    "Basic realm=\"Staff \\\"only\\\"\", charset=\"UTF-8\"",
                )
            })
        }
    }
    #[automatically_derived]
    impl ::httpauth::__private::BasicAuth for Auth {
        const SCHEME: &'static ::core::primitive::str = "Basic";
        const HASHES: ::core::primitive::bool = <::httpauth::__private::SlotOf<
            Auth,
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
            <::httpauth::__private::SlotOf<
                Auth,
                ::httpauth::__private::slots::HashPassword,
            >>::hash_password(username, password, parts, state)
                .await
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
