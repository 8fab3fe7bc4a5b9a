//! Refusals by `AuthError`, from wherever the application makes them. The innermost guard answers each of them once.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, State};
use axum::http::header::{CACHE_CONTROL, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use httpauth::{
    AuthError, CurrentUser, Reason, basic_auth, digest_auth, error_handler, generate_nonce,
    get_password, get_user_roles, guard, login_required, multi_auth, token_auth, verify_nonce,
    verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Seen};

#[token_auth(state = Seen)]
struct Auth;

/// The object of an outer guard, whose credentials have a field of their own.
#[token_auth(header = "x-key", state = Seen)]
struct Outer;

/// The error of an application, which has the guard's error among its own.
struct AppError(AuthError);

impl From<AuthError> for AppError {
    fn from(error: AuthError) -> Self {
        Self(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        ([("x-app", "error")], self.0).into_response()
    }
}

/// The request's wish to be refused, with the place and the kind of error.
struct Wish {
    place: String,
    kind: String,
}

impl Wish {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name| {
            headers
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        Self {
            place: text("x-place").to_owned(),
            kind: text("x-kind").to_owned(),
        }
    }

    fn at(&self, place: &str) -> Result<(), AuthError> {
        if self.place != place {
            return Ok(());
        }
        Err(match self.kind.as_str() {
            "unauthorized" => AuthError::unauthorized().because("the token expired"),
            "forbidden" => AuthError::forbidden().because("not your todo".to_owned()),
            _ => AuthError::forbidden(),
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Wish {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// An extractor that refuses at the place of this number.
struct Extractor<const PLACE: usize>;

const PLACES: [&str; 2] = ["an extractor of a callback", "an extractor of a handler"];

impl<S: Sync, const PLACE: usize> FromRequestParts<S> for Extractor<PLACE> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        Wish::of(&parts.headers).at(PLACES[PLACE])?;
        Ok(Self)
    }
}

#[verify_token]
fn verify_token(token: &str, _: Extractor<0>, wish: Wish) -> Result<Option<String>, AppError> {
    wish.at("a callback")?;
    Ok((token == "secret").then(|| "john".to_owned()))
}

#[get_user_roles]
fn get_user_roles(_: &str, wish: Wish) -> Result<&'static str, AppError> {
    wish.at("the callback for roles")?;
    Ok("user")
}

/// Records its call, and shows what it sees of the error and the request.
#[error_handler(auth = [Auth, Outer])]
fn error_handler(error: &AuthError, State(seen): State<Seen>, headers: HeaderMap) -> String {
    seen.record("error_handler");
    let id = headers.get("x-id").unwrap().to_str().unwrap();
    format!("{id}: {:?} {:?}", error.reason(), error.description())
}

#[verify_token(auth = Outer)]
fn verify_key(key: &str) -> bool {
    key == "key"
}

#[login_required(role = "user")]
async fn guarded(
    user: CurrentUser<String>,
    wish: Wish,
    _: Extractor<1>,
) -> Result<String, AppError> {
    wish.at("a handler")?;
    Ok(user.0)
}

/// Takes the whole request, so that nothing of it is left for the error handler.
#[login_required(role = "user")]
async fn greedy(request: axum::extract::Request) -> Result<&'static str, AppError> {
    Wish::of(request.headers()).at("a handler of the whole request")?;
    Ok("in")
}

#[login_required(role = "user")]
struct Users;

async fn open(wish: Wish, _: Extractor<1>) -> Result<&'static str, AuthError> {
    wish.at("a handler")?;
    Ok("in")
}

/// Returns an app with a guarded handler, and one behind a layer, behind none or one other guard.
fn app(is_nested: bool) -> (Router, Seen) {
    let seen = Seen::default();
    let layer = guard(Users).with_state(seen.clone());
    let app = Router::new()
        .route("/open", get(open))
        .layer(layer)
        .route("/guarded", get(guarded))
        .route("/greedy", get(greedy))
        .with_state(seen.clone());
    let outer = guard(Outer).with_state(seen.clone());
    (if is_nested { app.layer(outer) } else { app }, seen)
}

/// Returns the answer to a request with this wish.
async fn send(app: &Router, path: &str, place: &str, kind: &str) -> Answer {
    let call = Call::get(path).bearer("secret").header("x-key", "key");
    let call = call.header("x-place", place).header("x-kind", kind);
    call.header("x-id", "7").send(app).await
}

const BEARER: &str = r#"Bearer realm="Authentication Required""#;

/// Each place at which an application can refuse, with each kind of error, within one guard and within two.
#[tokio::test]
async fn a_refusal_is_answered_once_wherever_it_is_made() {
    let places = [
        ("/guarded", "an extractor of a callback"),
        ("/guarded", "a callback"),
        ("/guarded", "the callback for roles"),
        ("/guarded", "an extractor of a handler"),
        ("/guarded", "a handler"),
        ("/greedy", "a handler of the whole request"),
        ("/open", "an extractor of a callback"),
        ("/open", "a callback"),
        ("/open", "the callback for roles"),
        ("/open", "an extractor of a handler"),
        ("/open", "a handler"),
    ];
    let kinds = [
        (
            "unauthorized",
            Reason::Invalid,
            r#", error="invalid_token", error_description="the token expired""#,
            r#"7: Invalid Some("the token expired")"#,
        ),
        (
            "forbidden",
            Reason::Forbidden,
            r#", error="insufficient_scope", error_description="not your todo""#,
            r#"7: Forbidden Some("not your todo")"#,
        ),
        (
            "forbidden for no reason",
            Reason::Forbidden,
            r#", error="insufficient_scope""#,
            "7: Forbidden None",
        ),
    ];
    for is_nested in [false, true] {
        let (app, seen) = app(is_nested);
        for (path, place) in places {
            for (kind, reason, error, body) in kinds {
                let what = format!("{path}, {place}, {kind}, nested: {is_nested}");
                let answer = send(&app, path, place, kind).await;
                let challenge = format!("{BEARER}{error}");
                assert_eq!(answer.status, reason.status(), "{what}");
                assert_eq!(answer.challenges(), [challenge.as_str()], "{what}");
                assert_eq!(answer.body, body, "{what}");
                assert_eq!(answer.values("cache-control"), ["no-store"], "{what}");
                assert_eq!(
                    answer.error().map(AuthError::reason),
                    Some(reason),
                    "{what}"
                );
                assert_eq!(seen.take(), ["error_handler"], "{what}");
            }
        }
        for path in ["/guarded", "/greedy", "/open"] {
            let answer = send(&app, path, "nowhere", "").await;
            assert_eq!(
                (answer.status, seen.take()),
                (StatusCode::OK, vec![]),
                "{path}"
            );
        }
    }
}

mod without_a_guard {
    use super::*;

    async fn refuses() -> AuthError {
        AuthError::unauthorized().because("the token expired")
    }

    #[login_required]
    async fn hides() -> impl IntoResponse {
        (StatusCode::NOT_FOUND, AuthError::forbidden())
    }

    #[tokio::test]
    async fn a_refusal_is_plain() {
        let app = Router::new().route("/", get(refuses));
        let answer = Call::get("/").send(&app).await;
        answer.assert_own(StatusCode::UNAUTHORIZED, "Unauthorized Access");
    }

    /// The status that the application has chosen instead, within the guard and in the callback.
    #[tokio::test]
    async fn another_status_is_the_applications_own() {
        let seen = Seen::default();
        let app = Router::new()
            .route("/", get(hides))
            .with_state(seen.clone());
        let answer = Call::get("/").bearer("secret").send(&app).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.challenges(), [""; 0]);
        seen.assert(&[]);
    }
}

mod fields {
    use super::*;

    async fn set(mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.insert("x-layer", HeaderValue::from_static("set"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("max-age=60"));
        headers.insert("etag", HeaderValue::from_static("\"1\""));
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Mine"));
        response
    }

    /// The fields of layers between handler and guard stay, but for those of the answer and of the body.
    #[tokio::test]
    async fn the_fields_of_layers_within_the_guard_stay() {
        let seen = Seen::default();
        let app = Router::new()
            .route("/", get(open))
            .layer(map_response(set))
            .layer(guard(Auth).with_state(seen));
        let answer = send(&app, "/", "a handler", "").await;
        assert_eq!(answer.values("x-layer"), ["set"]);
        assert_eq!(answer.values("cache-control"), ["no-store"]);
        assert_eq!(answer.values("etag"), [""; 0]);
        assert_eq!(answer.challenges().len(), 1);
        assert!(answer.challenges()[0].starts_with(BEARER));
    }
}

mod members {
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
}

mod digest {
    use super::*;
    use httpauth_tests::digest::{Challenge, Credentials};

    #[digest_auth(algorithm = "SHA-256")]
    struct Auth;

    #[get_password]
    fn get_password(username: &str) -> Result<Option<&'static str>, AuthError> {
        match username {
            "locked" => Err(AuthError::forbidden()),
            _ => Ok(Some("hello")),
        }
    }

    #[login_required]
    async fn logout() -> AuthError {
        AuthError::unauthorized()
    }

    /// The answer is that to any refusal, with a new nonce and without `Authentication-Info`. It is not `stale`, so the
    /// client does not try the password again.
    #[tokio::test]
    async fn a_right_password_is_refused_all_the_same() {
        let app: Router = Router::new().route("/", get(logout));
        let first = Call::get("/").send(&app).await;
        for (username, reason) in [("john", Reason::Invalid), ("locked", Reason::Forbidden)] {
            let challenge = Challenge::of(&first, "SHA-256");
            let credentials = Credentials::new(&challenge, username, "hello", "/");
            let call = Call::get("/").authorization(credentials.header());
            let answer = call.send(&app).await;
            assert_eq!(answer.status, reason.status());
            assert_eq!(answer.error().map(AuthError::reason), Some(reason));
            assert_eq!(answer.values("authentication-info"), [""; 0]);
            let next = Challenge::of(&answer, "SHA-256");
            assert_ne!(next.get("nonce"), challenge.get("nonce"));
            assert_eq!(next.get("stale"), None);
        }
    }
}

mod challenge {
    use super::*;

    #[digest_auth]
    struct Auth;

    #[get_password]
    fn get_password(_: &str) -> Option<&'static str> {
        None
    }

    #[generate_nonce]
    fn generate_nonce() -> Result<String, AuthError> {
        Err(AuthError::forbidden().because("closed"))
    }

    #[verify_nonce]
    fn verify_nonce(_: &str) -> bool {
        false
    }

    #[error_handler]
    fn error_handler(error: AuthError) -> String {
        error.to_string()
    }

    #[login_required]
    async fn index() {}

    /// There is no challenge without the callback's value, and the error handler is asked all the same.
    #[tokio::test]
    async fn a_callback_of_the_challenge_refuses() {
        let app: Router = Router::new().route("/", get(index));
        let answer = Call::get("/").send(&app).await;
        answer.assert_is(StatusCode::FORBIDDEN, &[], "closed");
        assert_eq!(answer.values("cache-control"), ["no-store"]);
    }
}

mod error_handlers {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[basic_auth(realm = "outer")]
    struct Outer;

    #[verify_password(auth = [Auth, Outer])]
    fn verify_password(_: &str, _: &str) -> bool {
        true
    }

    /// Answers by an error that is itself a response without an answer.
    #[error_handler]
    fn error_handler(_: StatusCode, Extension(()): Extension<()>) -> AuthError {
        AuthError::forbidden()
    }

    #[login_required]
    async fn index() -> AuthError {
        AuthError::unauthorized()
    }

    /// The outer guard does not answer what the inner guard's error handler says.
    #[tokio::test]
    async fn an_error_handlers_own_error_is_an_answer() {
        let app: Router = Router::new()
            .route("/", get(index))
            .layer(guard(Outer))
            .layer(Extension(()));
        let answer = Call::get("/").basic("john", "").send(&app).await;
        let challenge = r#"Basic realm="Authentication Required", charset="UTF-8""#;
        answer.assert_is(StatusCode::FORBIDDEN, &[challenge], "Unauthorized Access");
    }
}
