#[cfg(feature = "json")]
async fn error_handler(status: StatusCode, headers: HeaderMap) -> Json<Error> {
    Json(status.into())
}
#[cfg(feature = "json")]
#[allow(deprecated)]
const _: () = {
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
            ::httpauth::__private::slots::ErrorHandler > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::httpauth::__private::ErrorHandler for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                        ::core::concat!(::core::module_path!(), "::", "error_handler"),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .with_extractors(),
            );
            async fn error_handler(
                error: &::httpauth::AuthError,
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> ::httpauth::__private::Response {
                #[allow(unused_imports)]
                use ::httpauth::__private::BodyOnly as _;
                let httpauth_argument0: HeaderMap = match ::httpauth::__private::extract(
                        parts,
                        state,
                    )
                    .await
                {
                    ::core::result::Result::Ok(argument) => argument,
                    ::core::result::Result::Err(rejection) => return rejection,
                };
                let answer = error_handler(
                        <StatusCode as ::httpauth::__private::ErrorArgument>::from_error(
                            error,
                        ),
                        httpauth_argument0,
                    )
                    .await;
                ::httpauth::__private::Answer(answer).__httpauth_respond(error.status())
            }
        }
    };
};
