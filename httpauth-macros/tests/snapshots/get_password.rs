fn get_password(username: &str) -> Option<String> {
    None
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
        ::httpauth::__private::slots::GetPassword,
    >();
    #[automatically_derived]
    impl ::httpauth::GetPassword for __Auth {
        const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
            ::httpauth::__private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", "get_password"),
                ::core::file!(),
                ::core::line!(),
            ),
        );
        type Stored = Option<String>;
        type Arguments = ();
        fn arguments(
            parts: &mut ::httpauth::__private::Parts,
            state: &Self::State,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Arguments,
                ::httpauth::__private::Response,
            >,
        > + ::core::marker::Send {
            ::httpauth::__private::arguments(parts, state)
        }
        async fn get_password(
            username: &::core::primitive::str,
            (): Self::Arguments,
        ) -> Self::Stored {
            get_password(username)
        }
    }
};
