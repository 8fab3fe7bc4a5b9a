async fn realm(Path(tenant): Path<String>) -> Result<String, StatusCode> {
    find(tenant).await
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
            ::httpauth::__private::slots::Realm > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::httpauth::__private::Generate<::httpauth::__private::slots::Realm>
        for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                        ::core::concat!(::core::module_path!(), "::", "realm"),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .with_extractors(),
            );
            async fn generate(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<
                ::core::option::Option<::httpauth::__private::String>,
                ::httpauth::__private::Response,
            > {
                let httpauth_argument0: Path<String> = ::httpauth::__private::extract(
                        parts,
                        state,
                    )
                    .await?;
                <Result<
                    String,
                    StatusCode,
                > as ::httpauth::__private::Text>::into_text(
                        realm(httpauth_argument0).await,
                    )
                    .map(::core::option::Option::Some)
            }
        }
    };
};
