//! `/multi/*` and `/multi-digest`.

use axum::Router;

use crate::util::all;

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/multi/protected", all(tokens::protected))
        .route("/multi/protected-with-role", all(tokens::with_role))
        .route("/multi/protected-with-bar", all(tokens::with_bar))
        .route("/multi/optional", all(tokens::optional))
        .route("/multi-digest", all(digest::hello))
}

/// Basic and two kinds of tokens.
mod tokens {
    use axum::http::StatusCode;
    use axum::http::header::WWW_AUTHENTICATE;
    use axum::response::IntoResponse;
    use httpauth::{
        CurrentUser, basic_auth, constant_time_eq, error_handler, get_user_roles, login_required,
        multi_auth, token_auth, verify_password, verify_token,
    };

    use crate::util::is_john;

    /// The client, by name, or by a token that belongs to nobody.
    pub(super) struct Caller(Option<&'static str>);

    #[basic_auth]
    struct Basic;

    #[verify_password(auth = Basic)]
    fn verify_password(username: &str, password: &str) -> Option<Caller> {
        is_john(username, password).then_some(Caller(Some("john")))
    }

    #[token_auth(scheme = "MyToken")]
    struct MyToken;

    #[verify_token(auth = MyToken)]
    fn verify_my_token(token: &str) -> Option<Caller> {
        constant_time_eq(token, "this-is-the-token!").then_some(Caller(None))
    }

    #[error_handler(auth = MyToken)]
    fn error_handler() -> impl IntoResponse {
        let challenge = [(WWW_AUTHENTICATE, r#"MyToken realm="Foo""#)];
        (StatusCode::UNAUTHORIZED, challenge, "error")
    }

    #[token_auth(header = "X-Token")]
    struct XToken;

    #[verify_token(auth = XToken)]
    fn verify_x_token(token: &str) -> Option<Caller> {
        constant_time_eq(token, "this-is-the-custom-token!").then_some(Caller(None))
    }

    #[multi_auth(Basic, MyToken, XToken)]
    struct Auth;

    #[get_user_roles(auth = Basic)]
    fn get_user_roles(_: &Caller) -> [&'static str; 2] {
        ["foo", "bar"]
    }

    #[get_user_roles(auth = [MyToken, XToken])]
    fn get_token_roles(_: &Caller) -> &'static str {
        "foo"
    }

    #[login_required]
    pub(super) async fn protected(user: CurrentUser<Caller>) -> String {
        format!("access granted:{}", user.0.0.unwrap_or("None"))
    }

    #[login_required(role = "foo")]
    pub(super) async fn with_role() -> &'static str {
        "role access granted"
    }

    #[login_required(role = "bar")]
    pub(super) async fn with_bar() -> &'static str {
        "bar access granted"
    }

    #[login_required(optional)]
    pub(super) async fn optional(user: Option<CurrentUser<Caller>>) -> String {
        let name = user.and_then(|user| user.0.0).unwrap_or("anonymous");
        format!("multi user:{name}")
    }
}

/// Digest, Basic and Bearer in one realm.
mod digest {
    use httpauth::{
        CurrentUser, basic_auth, digest_auth, get_password, login_required, multi_auth, token_auth,
        verify_token,
    };

    #[digest_auth(realm = "multi")]
    struct Digest;

    #[basic_auth(realm = "multi")]
    struct Basic;

    #[get_password(auth = [Digest, Basic])]
    fn get_password(username: &str) -> Option<&'static str> {
        match username {
            "john" => Some("hello"),
            "susan" => Some("bye"),
            _ => None,
        }
    }

    #[token_auth(realm = "multi")]
    struct Bearer;

    #[verify_token(auth = Bearer)]
    fn verify_token(token: &str) -> Option<String> {
        crate::util::bearer(token)
    }

    #[multi_auth(Digest, Basic, Bearer)]
    struct Auth;

    #[login_required]
    pub(super) async fn hello(user: CurrentUser<String>) -> String {
        format!("Hello, {user}!")
    }
}
