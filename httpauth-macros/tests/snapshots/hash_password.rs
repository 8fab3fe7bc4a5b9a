fn hash_password(username: &str, password: &str) -> String {
    hash(password)
}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        type __Auth = Auth;
        type __Checked = <::renamed::__private::Checked<
            {
                #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
                let auth = ::renamed::__private::in_scope(|| {
                    let Auth = loop {};
                    Auth
                });
                auth
            },
        > as ::renamed::__private::Of<Auth>>::Type;
        const _: () = ::core::assert!(
            ::renamed::__private::takes:: < __Checked,
            ::renamed::__private::slots::HashPassword > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::renamed::__private::HashPassword for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::renamed::__private::Callback> = ::core::option::Option::Some(
                ::renamed::__private::Callback::new(
                    ::core::concat!(::core::module_path!(), "::", "hash_password"),
                    ::core::file!(),
                    ::core::line!(),
                ),
            );
            async fn hash_password<'p>(
                username: &::core::primitive::str,
                password: &'p ::core::primitive::str,
                parts: &mut ::renamed::__private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<
                ::renamed::__private::Cow<'p, ::core::primitive::str>,
                ::renamed::__private::Response,
            > {
                <String as ::renamed::__private::Text>::into_text(
                        hash_password(username, password),
                    )
                    .map(::renamed::__private::Cow::Owned)
            }
        }
    };
};
