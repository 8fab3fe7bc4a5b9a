struct Auth;
const _: () = {
    #[allow(unused_imports)]
    use ::httpauth::__private::EmptySlot as _;
    type __Slot<S> = ::httpauth::__private::SlotOf<Auth, S>;
    type __Member0 = <::httpauth::__private::Checked<
        { ::httpauth::__private::is_object::<Basic>() },
    > as ::httpauth::__private::Of<Basic>>::Type;
    type __Member1 = <::httpauth::__private::Checked<
        {
            ::httpauth::__private::is_member::<
                <::httpauth::__private::Checked<
                    { ::httpauth::__private::is_object::<api::Token>() },
                > as ::httpauth::__private::Of<api::Token>>::Type,
                ::httpauth::__private::UserOf<__Member0>,
            >()
        },
    > as ::httpauth::__private::Of<
        <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<api::Token>() },
        > as ::httpauth::__private::Of<api::Token>>::Type,
    >>::Type;
    #[automatically_derived]
    impl ::httpauth::Authenticator for Auth {
        type Scheme = ::httpauth::__private::Multi<
            (__Member0, (__Member1, ())),
            ::httpauth::__private::Own,
        >;
        type State = <(
            __Member0,
            (__Member1, ()),
        ) as ::httpauth::__private::Members<
            ::httpauth::__private::UserOf<__Member0>,
        >>::State;
        const REGISTRY: &'static ::httpauth::__private::Registry = &::httpauth::__private::Registry::new(
                ::core::concat!(::core::module_path!(), "::", "Auth"),
                "Multi",
                <__Member0 as ::httpauth::Authenticator>::REGISTRY.realm(),
                &[
                    ::httpauth::__private::Slot::new(
                        "error_handler",
                        <__Slot<::httpauth::__private::slots::ErrorHandler>>::CALLBACK,
                    ),
                ],
            )
            .with_members(
                &[
                    <__Member0 as ::httpauth::Authenticator>::REGISTRY,
                    <__Member1 as ::httpauth::Authenticator>::REGISTRY,
                ],
            );
        async fn error_handler(
            error: &::httpauth::AuthError,
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::httpauth::__private::Response {
            if <__Slot<::httpauth::__private::slots::ErrorHandler>>::CALLBACK.is_some() {
                <__Slot<
                    ::httpauth::__private::slots::ErrorHandler,
                >>::error_handler(error, parts, state)
                    .await
            } else {
                ::httpauth::__private::first_error_handler::<
                    __Member0,
                    (__Member1, ()),
                    ::httpauth::__private::Own,
                    _,
                >(error, parts, state)
                    .await
            }
        }
    }
    impl ::httpauth::__private::InScope for Auth {}
};
