#[allow(unused_variables)]
async fn index(
    httpauth_argument0: ::httpauth::__private::Public<Path<u64>>,
) -> ::httpauth::__private::Response {
    #[allow(dead_code)]
    async fn index(id: Path<u64>) -> String {
        half(id)
    }
    ::httpauth::__private::stand_in()
}
::core::compile_error! {
    "unknown key `reasons`, expected one of `reason`, `operation_id`, `crate`"
}
