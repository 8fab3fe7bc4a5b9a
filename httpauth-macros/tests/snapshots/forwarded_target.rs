fn forwarded_target(
    State(proxy): State<Proxy>,
    fields: HeaderMap,
) -> Option<ForwardedTarget> {
    proxy.target(&fields)
}
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
            ::httpauth::__private::slots::ForwardedTarget > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::httpauth::__private::Target for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                        ::core::concat!(
                            ::core::module_path!(), "::", "forwarded_target"
                        ),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .with_extractors(),
            );
            async fn forwarded_target(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<
                ::core::option::Option<::httpauth::ForwardedTarget>,
                ::httpauth::__private::Response,
            > {
                let httpauth_argument0: State<Proxy> = ::httpauth::__private::extract(
                        parts,
                        state,
                    )
                    .await?;
                let httpauth_argument1: HeaderMap = ::httpauth::__private::extract(
                        parts,
                        state,
                    )
                    .await?;
                <Option<
                    ForwardedTarget,
                > as ::httpauth::__private::IntoTarget>::into_target(
                    forwarded_target(httpauth_argument0, httpauth_argument1),
                )
            }
        }
    };
};
