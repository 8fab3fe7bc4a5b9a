fn verify_opaque(opaque: &str) -> bool {
    true
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
        ::httpauth::__private::slots::VerifyOpaque,
    >();
    #[automatically_derived]
    impl ::httpauth::__private::Verify<::httpauth::__private::slots::VerifyOpaque>
    for __Auth {
        const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
            ::httpauth::__private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", "verify_opaque"),
                ::core::file!(),
                ::core::line!(),
            ),
        );
        async fn verify(
            value: &::core::primitive::str,
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<
            ::core::option::Option<::core::primitive::bool>,
            ::httpauth::__private::Response,
        > {
            let () = ::httpauth::__private::arguments::<(), _>(parts, state).await?;
            ::httpauth::__private::verdict::<bool>(verify_opaque(value))
                .map(::core::option::Option::Some)
        }
    }
};
