#[cfg(feature = "health")]
const _: () = {
    ::httpauth::__private::public_handler! {
        ::core::concat!(::core::module_path!(), "::", "health"),
        ::core::option::Option::Some("load balancers ask it"),
        ::core::option::Option::None, (::core::file!(), ::core::line!()),
    }
};
/// Whether it is alive.
#[cfg(feature = "health")]
pub async fn health<T: Store>(
    httpauth_argument0: ::httpauth::__private::Public<State<T>>,
    httpauth_argument1: String,
) -> ::httpauth::__private::Response {
    let response = {
        #[instrument]
        async fn health<T: Store>(
            State(store): State<T>,
            body: String,
        ) -> impl IntoResponse {
            store.health(body).await
        }
        health::<T>(httpauth_argument0.0, httpauth_argument1).await
    };
    ::httpauth::__private::IntoResponse::into_response(response)
}
