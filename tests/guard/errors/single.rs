//! Refusals without a guard, with another status, with fields of their own, and by callbacks of the answer itself.

use super::*;

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
