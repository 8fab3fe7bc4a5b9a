pub(crate) async fn owns_todo(
    user: &User,
    Path(id): Path<u64>,
    State(todos): State<Todos>,
) -> Result<bool, StatusCode> {
    todos.owner(id).await.map(|owner| owner == user.id)
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
pub(crate) struct owns_todo {}
#[allow(deprecated)]
const _: () = {
    const _: () = {
        type __Auth = Auth;
        type __Checked = <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<Auth>() },
        > as ::httpauth::__private::Of<Auth>>::Type;
        #[automatically_derived]
        impl ::httpauth::__private::Permission<__Checked> for owns_todo {
            #[allow(unused_variables)]
            async fn permits(
                user: &::httpauth::__private::UserOf<__Checked>,
                parts: &mut ::httpauth::__private::Parts,
                state: &<__Checked as ::httpauth::Authenticator>::State,
            ) -> ::core::result::Result<
                ::core::primitive::bool,
                ::httpauth::__private::Response,
            > {
                ::httpauth::__private::Permitted::into_permitted(
                    owns_todo(
                            user,
                            ::httpauth::__private::extract(parts, state).await?,
                            ::httpauth::__private::extract(parts, state).await?,
                        )
                        .await,
                )
            }
        }
    };
    const _: () = {
        type __Auth = api::Auth;
        type __Checked = <::httpauth::__private::Checked<
            { ::httpauth::__private::is_object::<api::Auth>() },
        > as ::httpauth::__private::Of<api::Auth>>::Type;
        #[automatically_derived]
        impl ::httpauth::__private::Permission<__Checked> for owns_todo {
            #[allow(unused_variables)]
            async fn permits(
                user: &::httpauth::__private::UserOf<__Checked>,
                parts: &mut ::httpauth::__private::Parts,
                state: &<__Checked as ::httpauth::Authenticator>::State,
            ) -> ::core::result::Result<
                ::core::primitive::bool,
                ::httpauth::__private::Response,
            > {
                ::httpauth::__private::Permitted::into_permitted(
                    owns_todo(
                            user,
                            ::httpauth::__private::extract(parts, state).await?,
                            ::httpauth::__private::extract(parts, state).await?,
                        )
                        .await,
                )
            }
        }
    };
};
