fn client_ip(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr {
    peer.ip()
}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        type __Auth = Auth;
        type __Checked = <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<Auth>() },
        > as ::httpauth::__private::Of<Auth>>::Type;
        const _: () = ::core::assert!(
            ::httpauth::__private::takes:: < __Checked,
            ::httpauth::__private::slots::ClientIp > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::httpauth::__private::ClientIp for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                        ::core::concat!(::core::module_path!(), "::", "client_ip"),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .with_extractors(),
            );
            async fn client_ip(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<
                ::core::option::Option<::httpauth::__private::IpAddr>,
                ::httpauth::__private::Response,
            > {
                let httpauth_argument0: ConnectInfo<SocketAddr> = ::httpauth::__private::extract(
                        parts,
                        state,
                    )
                    .await?;
                <IpAddr as ::httpauth::__private::Address>::into_address(
                    client_ip(httpauth_argument0),
                )
            }
        }
    };
    const _: () = {
        type __Auth = api::Auth;
        type __Checked = <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<api::Auth>() },
        > as ::httpauth::__private::Of<api::Auth>>::Type;
        const _: () = ::core::assert!(
            ::httpauth::__private::takes:: < __Checked,
            ::httpauth::__private::slots::ClientIp > (::core::module_path!()),
            "a callback must be in the crate of its auth object; move it there, or declare an auth object in this \
             crate"
        );
        #[automatically_derived]
        impl ::httpauth::__private::ClientIp for __Auth
        where
            __Checked: ::core::marker::Sized,
        {
            const CALLBACK: ::core::option::Option<::httpauth::__private::Callback> = ::core::option::Option::Some(
                ::httpauth::__private::Callback::new(
                        ::core::concat!(::core::module_path!(), "::", "client_ip"),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .with_extractors(),
            );
            async fn client_ip(
                parts: &mut ::httpauth::__private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<
                ::core::option::Option<::httpauth::__private::IpAddr>,
                ::httpauth::__private::Response,
            > {
                let httpauth_argument0: ConnectInfo<SocketAddr> = ::httpauth::__private::extract(
                        parts,
                        state,
                    )
                    .await?;
                <IpAddr as ::httpauth::__private::Address>::into_address(
                    client_ip(httpauth_argument0),
                )
            }
        }
    };
};
