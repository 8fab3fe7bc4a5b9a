struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    const _: () = {
        ::httpauth::__private::is_member::<
            Basic,
            ::httpauth::__private::UserOf<Basic>,
        >();
        ::httpauth::__private::is_member::<
            api::Token,
            ::httpauth::__private::UserOf<Basic>,
        >();
    };
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Multi<
            (Basic, (api::Token, ())),
            ::httpauth::__private::Own,
        >;
        type State = <(
            Basic,
            (api::Token, ()),
        ) as ::httpauth::__private::Members<
            ::httpauth::__private::UserOf<Basic>,
        >>::State;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
            ::core::concat!(::core::module_path!(), "::", "Auth"),
            "Multi",
            <Basic as ::httpauth::Authenticator>::REGISTRY.realm(),
            &[
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
            if <::httpauth::__private::SlotOf<
                Auth,
                ::httpauth::__private::slots::ErrorHandler,
            >>::CALLBACK
                .is_some()
            {
                <::httpauth::__private::SlotOf<
                    Auth,
                    ::httpauth::__private::slots::ErrorHandler,
                >>::error_handler(error, parts, state)
                    .await
            } else {
                ::httpauth::__private::first_error_handler::<
                    Basic,
                    (api::Token, ()),
                    ::httpauth::__private::Own,
                    _,
                >(error, parts, state)
                    .await
            }
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
