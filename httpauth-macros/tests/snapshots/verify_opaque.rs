fn verify_opaque(opaque: &str) -> bool {
    true
}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        #[allow(unused_imports)]
        use ::httpauth::__private::PlainUser as _;
        ::core::assert!(
            ! < ::httpauth::__private::UserIn < bool,
            ::httpauth::__private::slots::VerifyOpaque >> ::IS_VERDICT,
            "the user that this callback returns is itself a verdict, so `Some(false)` would be accepted; write `fn verify_opaque(opaque: &str) -> bool`"
        )
    };
    const _: () = {
        type __Auth = Auth;
        type __Checked = <::httpauth::__private::Checked<
            {
                #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
                let auth = ::httpauth::__private::in_scope(|| {
                    let Auth = loop {};
                    Auth
                });
                auth
            },
        > as ::httpauth::__private::Of<Auth>>::Type;
        const _: () = ::core::assert!(
            ::httpauth::__private::takes:: < __Checked,
            ::httpauth::__private::slots::VerifyOpaque > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::httpauth::__private::Verify<::httpauth::__private::slots::VerifyOpaque>
        for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                    ::core::concat!(::core::module_path!(), "::", "verify_opaque"),
                    ::core::file!(),
                    ::core::line!(),
                ),
            );
            async fn verify(
                value: &[::core::primitive::u8],
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<
                ::core::option::Option<::core::primitive::bool>,
                ::httpauth::__private::Response,
            > {
                let ::core::result::Result::Ok(value) = ::core::str::from_utf8(value)
                else {
                    return ::core::result::Result::Ok(
                        ::core::option::Option::Some(false),
                    );
                };
                ::httpauth::__private::verdict::<bool>(verify_opaque(value))
                    .map(::core::option::Option::Some)
            }
        }
    };
};
