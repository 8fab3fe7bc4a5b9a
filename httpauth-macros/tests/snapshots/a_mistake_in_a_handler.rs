#[allow(unused_variables)]
async fn index(
    httpauth_argument1: ::httpauth::__private::Public<Path<u64>>,
) -> ::httpauth::__private::Response {
    #[allow(dead_code)]
    async fn index(user: CurrentUser<User>, id: Path<u64>) -> String {
        half(id)
    }
    ::httpauth::__private::stand_in()
}
::core::compile_error! {
    "unknown key `roles`, expected one of `auth`, `policy`, `role`, `permission`, `optional`, `extensions`, `operation_id`, `crate`"
}
