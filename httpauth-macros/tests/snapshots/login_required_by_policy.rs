#[doc(hidden)]
#[allow(non_camel_case_types, unreachable_pub)]
struct __httpauth_edit;
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
    type __Policy = <<::httpauth::__private::Checked<
        { ::httpauth::__private::is_policy::<AdminsOnly, __Checked>() },
    > as ::httpauth::__private::Of<
        AdminsOnly,
    >>::Type as ::httpauth::__private::HasRule<__Checked>>::Rule;
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
            fn label() -> ::httpauth::__private::Label {
                ::httpauth::__private::Label::new(
                    &(
                        ::core::concat!(::core::module_path!(), "::", "edit"),
                        ::core::option::Option::Some("policy AdminsOnly"),
                    ),
                )
            }
            ::httpauth::__private::enter::<
                __Policy,
                CurrentUser<User>,
                __S,
            >(
                parts,
                state,
                label,
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
        ::httpauth::__private::is_optional:: < __Policy > (), < __Policy as
        ::httpauth::__private::Rule > ::terms), (true, ::core::option::Option::None),
        (::core::file!(), ::core::line!()),
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
    match guard.respond(response) {
        ::core::result::Result::Ok(response) => response,
        ::core::result::Result::Err(answer) => answer.await,
    }
}
