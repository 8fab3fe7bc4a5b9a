fn get_password(username: &str) -> Option<String> {
    None
}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        #[allow(unused_imports)]
        use ::httpauth::__private::PlainUser as _;
        ::core::assert!(
            ! < ::httpauth::__private::UserIn < Option < String >,
            ::httpauth::__private::slots::GetPassword >> ::IS_VERDICT,
            "the user that this callback returns is itself a verdict, so `Some(false)` would be accepted; write `async fn get_password(username: &str) -> Option<(String, User)>`"
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
            ::httpauth::__private::slots::GetPassword > (::core::module_path!()),
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
        impl ::httpauth::GetPassword for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                    ::core::concat!(::core::module_path!(), "::", "get_password"),
                    ::core::file!(),
                    ::core::line!(),
                ),
            );
            type Stored = Option<String>;
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
            async fn get_password(
                username: &::core::primitive::str,
                (): Self::Arguments,
            ) -> Option<String> {
                get_password(username)
            }
        }
    };
};
