//! Refusals behind a multi object, and of requests without a user.

use super::*;

#[basic_auth]
struct Basic;

#[token_auth]
struct Api;

#[multi_auth(Basic, Api)]
struct Auth;

#[verify_password(auth = Basic)]
fn verify_password(username: &str, _: &str) -> Result<bool, AuthError> {
    match username {
        "locked" => Err(AuthError::forbidden().because("locked")),
        _ => Ok(true),
    }
}

#[verify_token(auth = Api)]
fn verify_token(_: &str) -> Option<String> {
    Some("machine".to_owned())
}

#[get_user_roles(auth = [Basic, Api])]
fn get_user_roles(user: &str) -> Result<&'static str, AuthError> {
    match user {
        "machine" => Err(AuthError::unauthorized().because("for people")),
        _ => Ok("user"),
    }
}

#[error_handler(auth = Basic)]
fn basic(error: &AuthError) -> String {
    format!("basic: {error}")
}

#[error_handler(auth = Api)]
fn api(error: &AuthError) -> String {
    format!("api: {error}")
}

#[login_required(role = "user")]
async fn people() {}

#[login_required(optional)]
async fn logout(user: Option<CurrentUser<String>>) -> AuthError {
    match user {
        Some(_) => AuthError::unauthorized().because("logged out"),
        None => AuthError::unauthorized(),
    }
}

#[login_required(optional)]
async fn closed() -> AuthError {
    AuthError::forbidden().because("closed")
}

const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

/// The member whose user it is answers. Without a user, the object itself does with the challenges of all, and
/// Bearer's has no error (RFC 6750 section 3.1).
#[tokio::test]
async fn the_member_that_granted_answers() {
    let app: Router = Router::new()
        .route("/people", get(people))
        .route("/logout", get(logout))
        .route("/closed", get(closed));
    let error = |error: &str, description: &str| {
        format!(r#"{BEARER}, error="{error}", error_description="{description}""#)
    };
    let invalid = |description| error("invalid_token", description);
    let nobody = || vec![BASIC.to_owned(), BEARER.to_owned()];
    let get = Call::get;
    for (call, status, challenges, body) in [
        (
            get("/people").basic("locked", ""),
            403,
            vec![BASIC.to_owned()],
            "basic: locked",
        ),
        (
            get("/people").bearer("t"),
            401,
            vec![invalid("for people")],
            "api: for people",
        ),
        (
            get("/logout").bearer("t"),
            401,
            vec![invalid("logged out")],
            "api: logged out",
        ),
        (
            get("/logout").basic("john", ""),
            401,
            vec![BASIC.to_owned()],
            "basic: logged out",
        ),
        (
            get("/logout"),
            401,
            nobody(),
            "basic: the request has no credentials",
        ),
        (get("/closed"), 403, nobody(), "basic: closed"),
        (
            get("/closed").bearer("t"),
            403,
            vec![error("insufficient_scope", "closed")],
            "api: closed",
        ),
    ] {
        let answer = call.send(&app).await;
        assert_eq!(answer.status, status, "{body}");
        assert_eq!(answer.challenges(), challenges, "{body}");
        assert_eq!(answer.body, body);
    }
}
