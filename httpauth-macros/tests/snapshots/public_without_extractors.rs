const _: () = {
    ::httpauth::__private::public_handler! {
        ::core::concat!(::core::module_path!(), "::", "index"),
        ::core::option::Option::None, ::core::option::Option::None, (::core::file!(),
        ::core::line!()),
    }
};
async fn index(_: ::httpauth::__private::Public<()>) -> ::httpauth::__private::Response {
    let response = {
        async fn index() -> &'static str {
            "Hello!"
        }
        index().await
    };
    ::httpauth::__private::IntoResponse::into_response(response)
}
