//! Multi objects as members. The innermost member answers, and a request without credentials is answered by the
//! outermost object.

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    AuthError, Reason, basic_auth, error_handler, get_user_roles, login_required, multi_auth,
    token_auth, verify_password, verify_token,
};
use httpauth_tests::Call;

const BASIC: &str = r#"Basic realm="B", charset="UTF-8""#;
const BEARER: &str = r#"Bearer realm="T""#;
const INVALID: &str = r#"Bearer realm="T", error="invalid_token""#;
const KEY: &str = r#"ApiKey realm="K""#;

#[basic_auth(realm = "B")]
struct Basic;

#[token_auth(realm = "T")]
struct Token;

#[token_auth(realm = "K", header = "x-key", scheme = "ApiKey")]
struct Key;

#[multi_auth(Basic, Token)]
struct Inner;

/// The nested object stands after another member.
#[multi_auth(Key, Inner)]
struct Last;

/// The nested object stands first.
#[multi_auth(Inner, Key)]
struct First;

/// Three deep.
#[multi_auth(Last, Unused)]
struct Deep;

#[token_auth(realm = "U", scheme = "Unused")]
struct Unused;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

#[verify_token(auth = [Token, Key, Unused])]
fn verify_token(token: &str) -> Option<String> {
    (token == "hello").then(|| token.to_owned())
}

/// The role of a user is the member that it came by.
macro_rules! members {
    ($($object:ident $name:literal;)+) => {
        $(const _: () = {
            #[get_user_roles(auth = $object)]
            fn roles(_: &str) -> &'static str {
                $name
            }

            #[error_handler(auth = $object)]
            fn handler(error: &AuthError) -> String {
                format!("{} {error}", $name)
            }
        };)+
    };
}

members! {
    Basic "basic";
    Token "token";
    Key "key";
    Unused "unused";
}

#[error_handler(auth = [Inner, Last, First, Deep])]
fn of_the_object(error: &AuthError) -> String {
    format!("object {error}")
}

macro_rules! routes {
    ($($object:ident $path:literal;)+) => {
        Router::new()$(.nest($path, {
            #[login_required(auth = $object)]
            async fn any() {}

            #[login_required(auth = $object, optional)]
            async fn optional() {}

            #[login_required(auth = $object, role = "basic")]
            async fn basic() {}

            #[login_required(auth = $object, role = "token")]
            async fn token() {}

            #[login_required(auth = $object, role = "key")]
            async fn key() {}

            Router::new()
                .route("/any", get(any))
                .route("/optional", get(optional))
                .route("/basic", get(basic))
                .route("/token", get(token))
                .route("/key", get(key))
        }))+
    };
}

fn app() -> Router {
    routes! {
        Last "/last";
        First "/first";
        Deep "/deep";
    }
}

/// Returns the objects by their paths, with all their challenges.
fn objects() -> [(&'static str, Vec<&'static str>); 3] {
    [
        ("last", vec![KEY, BASIC, BEARER]),
        ("first", vec![BASIC, BEARER, KEY]),
        ("deep", vec![KEY, BASIC, BEARER, r#"Unused realm="U""#]),
    ]
}

/// Returns the credentials of each member, right or wrong.
fn credentials(member: &str, path: &str, secret: &str) -> Call {
    match member {
        "basic" => Call::get(path).basic("john", secret),
        "token" => Call::get(path).bearer(secret),
        _ => Call::get(path).header("x-key", secret),
    }
}

/// A word alone is not credentials, whether the object has that scheme or not. The answer has every member's challenge,
/// a line each.
#[tokio::test]
async fn a_bare_word_is_answered_with_all_challenges() {
    let app = app();
    for (object, challenges) in objects() {
        for word in [
            "Basic",
            "Basic ",
            "bearer",
            "Bearer   ",
            "Unused",
            "Negotiate",
            "x",
            "",
        ] {
            for rule in ["any", "optional", "token"] {
                let call = Call::get(&format!("/{object}/{rule}")).authorization(word);
                let answer = call.send(&app).await;
                let body = "object the request has no credentials";
                answer.assert_is(StatusCode::UNAUTHORIZED, &challenges, body);
                answer.assert_error(Reason::Missing, &challenges);
            }
        }
        let call = Call::get(&format!("/{object}/any")).authorization("Negotiate x");
        let answer = call.send(&app).await;
        let body = "object the credentials are of another scheme";
        answer.assert_is(StatusCode::UNAUTHORIZED, &challenges, body);
        // Beside credentials in another field the word hides nobody.
        let call = Call::get(&format!("/{object}/any")).header("x-key", "hello");
        call.authorization("Basic").send(&app).await.assert_ok("");
    }
}

/// Two fields are no choice, whatever stands in them and in others.
#[tokio::test]
async fn two_fields_are_answered_with_all_challenges() {
    let app = app();
    for (object, challenges) in objects() {
        for rule in ["any", "optional"] {
            let call = Call::get(&format!("/{object}/{rule}")).header("x-key", "hello");
            let call = call.basic("john", "hello").bearer("hello");
            let answer = call.send(&app).await;
            let body = "object the credentials are given more than once";
            answer.assert_is(StatusCode::BAD_REQUEST, &challenges, body);
        }
    }
}

#[tokio::test]
async fn the_innermost_member_answers() {
    let app = app();
    for (object, _) in objects() {
        for (member, challenge) in [("basic", BASIC), ("token", INVALID), ("key", KEY)] {
            let call = credentials(member, &format!("/{object}/any"), "wrong");
            let answer = call.send(&app).await;
            let body = format!("{member} the credentials are not valid");
            answer.assert_is(StatusCode::UNAUTHORIZED, &[challenge], &body);
        }
    }
}

#[tokio::test]
async fn the_innermost_members_roles_are_asked_for() {
    let app = app();
    for (object, _) in objects() {
        for (member, challenge) in [("basic", BASIC), ("token", BEARER), ("key", KEY)] {
            for role in ["basic", "token", "key"] {
                let call = credentials(member, &format!("/{object}/{role}"), "hello");
                let answer = call.send(&app).await;
                if member == role {
                    answer.assert_ok("");
                    continue;
                }
                let scope = format!(r#"{challenge}, error="insufficient_scope", scope="{role}""#);
                let challenge = if member == "token" { &scope } else { challenge };
                let body = format!("{member} the user lacks a role or a permission");
                answer.assert_is(StatusCode::FORBIDDEN, &[challenge], &body);
            }
        }
    }
}
