fn verify_token(token: &str) -> bool {
    token == "secret"
}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        #[allow(unused_imports)]
        use ::httpauth::__private::PlainUser as _;
        ::core::assert!(
            ! < ::httpauth::__private::UserIn < bool,
            ::httpauth::__private::slots::VerifyToken >> ::IS_VERDICT,
            "the user that this callback returns is itself a verdict, so `Some(false)` would be accepted; write `async fn verify_token(token: &str) -> Option<User>`"
        )
    };
    const _: () = {
        type __Auth = Token;
        type __Checked = <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<Token>() },
        > as ::httpauth::__private::Of<Token>>::Type;
        const _: () = ::core::assert!(
            ::httpauth::__private::takes:: < __Checked,
            ::httpauth::__private::slots::VerifyToken > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        #[allow(refining_impl_trait)]
        #[deny(
            private_interfaces,
            reason = "make the types that this callback returns as visible as the auth object, as in `pub(crate) \
                      struct User`"
        )]
        impl ::httpauth::VerifyToken for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                    ::core::concat!(::core::module_path!(), "::", "verify_token"),
                    ::core::file!(),
                    ::core::line!(),
                ),
            );
            type Verdict = bool;
            type Arguments = ();
            #[allow(unused_variables)]
            fn arguments(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<
                    Self::Arguments,
                    ::httpauth::__private::Response,
                >,
            > + ::core::marker::Send {
                async move { ::core::result::Result::Ok(()) }
            }
            fn no_arguments() -> ::core::option::Option<()> {
                ::core::option::Option::Some(())
            }
            async fn verify_token(
                token: &::core::primitive::str,
                (): Self::Arguments,
            ) -> bool {
                verify_token(token)
            }
        }
    };
    const _: () = {
        type __Auth = other::Token;
        type __Checked = <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<other::Token>() },
        > as ::httpauth::__private::Of<other::Token>>::Type;
        const _: () = ::core::assert!(
            ::httpauth::__private::takes:: < __Checked,
            ::httpauth::__private::slots::VerifyToken > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        #[allow(refining_impl_trait)]
        #[deny(
            private_interfaces,
            reason = "make the types that this callback returns as visible as the auth object, as in `pub(crate) \
                      struct User`"
        )]
        impl ::httpauth::VerifyToken for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                    ::core::concat!(::core::module_path!(), "::", "verify_token"),
                    ::core::file!(),
                    ::core::line!(),
                ),
            );
            type Verdict = bool;
            type Arguments = ();
            #[allow(unused_variables)]
            fn arguments(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<
                    Self::Arguments,
                    ::httpauth::__private::Response,
                >,
            > + ::core::marker::Send {
                async move { ::core::result::Result::Ok(()) }
            }
            fn no_arguments() -> ::core::option::Option<()> {
                ::core::option::Option::Some(())
            }
            async fn verify_token(
                token: &::core::primitive::str,
                (): Self::Arguments,
            ) -> bool {
                verify_token(token)
            }
        }
    };
};
