//! A member whose callback is asked about the anonymous lets them in for the whole object.

use axum::http::HeaderMap;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, basic_auth, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::Call;

const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;
const BEARER: &str = r#"Bearer realm="Authentication Required""#;

#[token_auth]
struct Token;

#[basic_auth]
struct Basic;

#[multi_auth(Token, Basic)]
struct Auth;

#[verify_token(auth = Token)]
fn verify_token(token: &str) -> Option<String> {
    token.strip_prefix("of-").map(str::to_owned)
}

/// Lets the anonymous in who are local.
#[verify_password(auth = Basic, anonymous)]
fn verify_password(username: &str, password: &str, headers: HeaderMap) -> bool {
    match username {
        "" => headers.contains_key("x-local"),
        _ => password == "hello",
    }
}

#[get_user_roles(auth = [Token, Basic])]
fn get_user_roles(username: &str) -> &str {
    username
}

#[login_required]
async fn index(user: Option<CurrentUser<String>>) -> String {
    format!(
        "Hello, {}!",
        user.map_or("nobody".to_owned(), |user| user.0)
    )
}

#[login_required(role = "admin")]
async fn admin() {}

#[tokio::test]
async fn the_anonymous() {
    let app = Router::new()
        .route("/", get(index))
        .route("/admin", get(admin));
    let local = |path| Call::get(path).header("x-local", "");
    local("/").send(&app).await.assert_ok("Hello, nobody!");
    Call::get("/")
        .bearer("of-mary")
        .send(&app)
        .await
        .assert_ok("Hello, mary!");
    // Credentials, even of nobody's scheme, are not anonymous.
    let answer = local("/").bearer("wrong").send(&app).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
    let answer = local("/").authorization("Other x").send(&app).await;
    answer.assert_refused(Reason::OtherScheme, &[BEARER, BASIC]);
    // If it is refused, it is a request without credentials, and gets all challenges.
    let answer = Call::get("/").send(&app).await;
    answer.assert_refused(Reason::Missing, &[BEARER, BASIC]);
    // If it is let in without the role, it could come back as anybody.
    let answer = local("/admin").send(&app).await;
    answer.assert_refused(Reason::Missing, &[BEARER, BASIC]);
}
