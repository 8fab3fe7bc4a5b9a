//! A realm that is whatever text a field of the request holds.

use super::*;

#[digest_auth(algorithm = "SHA-256")]
struct Auth;

#[realm]
fn realm(parts: Parts) -> Result<String, StatusCode> {
    let realm = parts.headers.get("x-realm");
    let realm = realm.and_then(|realm| str::from_utf8(realm.as_bytes()).ok());
    realm.map(str::to_owned).ok_or(StatusCode::BAD_REQUEST)
}

#[get_password]
fn get_password(_: &str) -> Option<&'static str> {
    Some("hello")
}

#[error_handler]
fn error_handler(error: &AuthError) -> String {
    format!("{:?} {:?}", error.reason(), error.challenges())
}

#[login_required]
async fn index() {}

async fn ask(realm: &[u8], credentials: Option<&Credentials>) -> httpauth_tests::Answer {
    let app: Router = Router::new().route("/", get(index));
    let mut call = Call::get("/").header("x-realm", realm);
    if let Some(credentials) = credentials {
        call = call.authorization(credentials.header());
    }
    call.send(&app).await
}

proptest! {
    /// No nonce of a realm passes in another one, whatever else of the other realm comes with it.
    #[test]
    fn case_57_no_nonce_passes_in_another_realm(one in "[ -~]{0,12}", other in "[ -~]{0,12}") {
        // A field has no spaces around its value.
        let (one, other) = (one.trim(), other.trim());
        prop_assume!(one != other);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let of_one = Challenge::of(&ask(one.as_bytes(), None).await, "SHA-256");
            let of_other = Challenge::of(&ask(other.as_bytes(), None).await, "SHA-256");
            let john = Credentials::new(&of_other, "john", "hello", "/");
            let foreign = john.set("nonce", of_one.get("nonce").unwrap()).sign();
            let answer = ask(other.as_bytes(), Some(&foreign)).await;
            assert_eq!(answer.error().map(AuthError::reason), Some(Reason::Stale));
            let realm = Challenge::of(&answer, "SHA-256");
            assert_eq!(realm.get("realm"), Some(other));
            let own = ask(other.as_bytes(), Some(&john)).await;
            assert_eq!(own.status, 200);
        });
    }
}

/// A text that cannot stand in the challenge is a 500, whatever the credentials, and none of it is logged.
#[tokio::test]
async fn case_21_a_realm_that_is_none_is_a_500_and_one_line_is_logged() {
    let (log, subscriber) = Log::subscriber();
    let _guard = tracing::subscriber::set_default(subscriber);
    let challenge = Challenge::of(&ask(b"a", None).await, "SHA-256");
    let john = Credentials::new(&challenge, "john", "hello", "/");
    for (realm, credentials) in [
        ("caf\u{e9}", None),
        ("a\tb", None),
        ("caf\u{e9}", Some(&john)),
    ] {
        let answer = ask(realm.as_bytes(), credentials).await;
        answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
        let log = log.take();
        let line = "object=\"guard::tenants::any_realm::Auth\" setting=\"realm\" \
                    problem=\"a realm is made of printable ASCII characters\"";
        assert!(log.contains(line), "{log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(!log.contains(realm), "{log}");
    }
}

/// The error handler sees the challenges of the request's realm.
#[tokio::test]
async fn an_error_handler_has_the_realm_of_the_request() {
    let answer = ask(b"here", None).await;
    assert_eq!(answer.status, 401);
    assert!(
        answer.body.contains(r#"Missing ["Digest realm=\"here\", "#),
        "{}",
        answer.body
    );
}
