#[doc(hidden)]
#[allow(non_camel_case_types, unreachable_pub)]
struct __httpauth_edit;
const _: () = {
    type __Policy = <<::httpauth::__private::Checked<
        { ::httpauth::__private::is_policy::<AdminsOnly>() },
    > as ::httpauth::__private::Of<
        AdminsOnly,
    >>::Type as ::httpauth::__private::HasRule>::Rule;
    type __Checked = <__Policy as ::httpauth::__private::Rule>::Auth;
    #[automatically_derived]
    impl<__S> ::httpauth::Policy<__S, CurrentUser<User>> for __httpauth_edit
    where
        __S: ::core::marker::Send + ::core::marker::Sync,
        <__Checked as ::httpauth::Authenticator>::State: ::httpauth::__private::FromRef<
            __S,
        >,
    {
        fn enter(
            parts: &mut ::httpauth::__private::Parts,
            state: &__S,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                (CurrentUser<User>, ::httpauth::__private::Respond),
                ::httpauth::__private::Response,
            >,
        > + ::core::marker::Send {
            ::httpauth::__private::enter::<
                __Policy,
                CurrentUser<User>,
                __S,
            >(
                parts,
                state,
                |held| ::httpauth::__private::HandOver::<
                    CurrentUser<User>,
                >::hand_over(held),
            )
        }
    }
    ::httpauth::__private::guarded! {
        ::core::concat!(::core::module_path!(), "::", "edit"), < __Checked as
        ::httpauth::Authenticator > ::REGISTRY,
        (::core::option::Option::Some("policy AdminsOnly"),
        ::httpauth::__private::is_optional:: < __Policy > ()), (::core::file!(),
        ::core::line!()),
    }
};
#[allow(private_interfaces)]
async fn edit(
    guard: ::httpauth::__private::LoginRequired<
        __httpauth_edit,
        CurrentUser<User>,
        (),
        (),
    >,
) -> ::httpauth::__private::Response {
    let (guard, httpauth_user, ()) = guard.into_parts();
    let response = {
        async fn edit(user: CurrentUser<User>) {}
        edit(httpauth_user).await
    };
    guard.respond(response)
}
