//! The requests that every program of this workspace has to answer in the same way, and an authorization server for the
//! tokens of machines.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::{Json, Router, routing::get};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The name of this application, for which the tokens are.
pub const AUDIENCE: &str = "https://todos.example";

/// A key for these tests alone.
const KEY: &[u8] = include_bytes!("key.pem");

/// An authorization server, as far as its metadata and its keys go.
pub struct Issuer(String);

impl Issuer {
    /// Starts the server at a free port of the loopback interface.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let metadata = Json(json!({
            "issuer": url, "jwks_uri": format!("{url}/jwks"), "token_endpoint": format!("{url}/token"),
            "response_types_supported": ["none"],
        }));
        let app = Router::new()
            .route(
                "/.well-known/oauth-authorization-server",
                get(metadata.clone()),
            )
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/jwks", get(Json(jwks())));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self(url)
    }

    /// The issuer's identifier, which is its URL.
    pub fn url(&self) -> &str {
        &self.0
    }

    /// An access token (RFC 9068) of the machine `subject`.
    pub fn token(&self, subject: &str) -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs();
        let claims = json!({
            "iss": self.0, "aud": AUDIENCE, "sub": subject, "client_id": subject,
            "iat": now, "exp": now + 600, "jti": "1", "scope": "todos",
        });
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some("1".to_owned());
        encode(&header, &claims, &EncodingKey::from_ec_pem(KEY).unwrap()).unwrap()
    }
}

/// The public keys of the authorization server.
pub fn jwks() -> Value {
    json!({ "keys": [{
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "1",
        "x": "Hi0SU2khJQr4Ia9gUroGCaIA-3GtKIfVB3jcLgoEE0Y", "y": "Fv2khvfQMxrEXRLFsHeAwUl1JHuu-NBNfHAqxAkb2ck",
    }] })
}

/// Sends every request to the program, and compares the answers.
pub async fn answers(app: Router, issuer: &Issuer) {
    let reporter = format!("Bearer {}", issuer.token("reporter"));
    let reporter = reporter.as_str();
    let (john, susan) = ("Basic am9objpoZWxsbw==", "Basic c3VzYW46Ynll");
    let known = |name: &str| json!({ "name": name });
    let (unknown, refused) = (
        json!({ "error": "unauthorized" }),
        json!({ "error": "forbidden" }),
    );
    for (method, uri, credentials, status, body) in [
        ("GET", "/health", "", 200, Value::Null),
        ("GET", "/me", "", 401, unknown.clone()),
        ("GET", "/me", john, 200, known("john")),
        ("GET", "/me", "basic am9objpoZWxsbw==", 200, known("john")),
        ("GET", "/me", "Basic am9objp3cm9uZw==", 401, unknown.clone()),
        ("GET", "/me", "Basic bm9ib2R5OmhlbGxv", 401, unknown.clone()),
        ("GET", "/me", "Basic ???", 401, unknown.clone()),
        ("GET", "/me", reporter, 200, known("reporter")),
        ("GET", "/me", "Bearer a.b.c", 401, unknown.clone()),
        ("GET", "/me", "Digest x", 401, unknown.clone()),
        ("PUT", "/todos/1", "", 401, unknown.clone()),
        ("PUT", "/todos/1", john, 204, Value::Null),
        ("PUT", "/todos/1", susan, 204, Value::Null),
        ("PUT", "/todos/1", reporter, 403, refused.clone()),
        ("PUT", "/todos/2", john, 403, refused),
        ("PUT", "/todos/2", susan, 204, Value::Null),
        ("PUT", "/todos/2", reporter, 204, Value::Null),
        ("PUT", "/todos/2", "Bearer a.b.c", 401, unknown),
    ] {
        let what = format!(
            "{method} {uri} {}",
            credentials.get(..16).unwrap_or(credentials)
        );
        let mut request = Request::builder().method(method).uri(uri);
        if !credentials.is_empty() {
            request = request.header("authorization", credentials);
        }
        let response = app
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), status, "{what}");
        let challenges: Vec<_> = response
            .headers()
            .get_all("www-authenticate")
            .iter()
            .collect();
        let challenges = format!("{challenges:?}");
        let both = challenges.contains("Basic") && challenges.contains("Bearer");
        assert!(
            both || !credentials.is_empty() || status != 401,
            "{what}: {challenges}"
        );
        assert!(
            challenges.contains('=') || status != 401,
            "{what}: {challenges}"
        );
        let sent = to_bytes(response.into_body(), 10_000).await.unwrap();
        assert_eq!(
            serde_json::from_slice(&sent).unwrap_or(Value::Null),
            body,
            "{what}"
        );
    }
}

/// Prints what the programs are free to differ in.
pub async fn prints_the_rest(app: Router, issuer: &Issuer) {
    let reporter = format!("Bearer {}", issuer.token("reporter"));
    let john = "Basic am9objpoZWxsbw==";
    for (what, credentials) in [
        ("a person", vec![john]),
        ("a machine", vec![reporter.as_str()]),
        ("a wrong token", vec!["Bearer a.b.c"]),
        ("nobody", vec![]),
        ("two fields", vec![john, reporter.as_str()]),
        (
            "two fields, the first wrong",
            vec!["Basic am9objp3cm9uZw==", reporter.as_str()],
        ),
    ] {
        let request = credentials
            .iter()
            .fold(Request::get("/me"), |request, credentials| {
                request.header("authorization", *credentials)
            });
        let response = app
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let challenges: Vec<_> = response
            .headers()
            .get_all("www-authenticate")
            .iter()
            .collect();
        let cache = response.headers().get("cache-control");
        println!("{what}: {}, {challenges:?}, {cache:?}", response.status());
    }
}

/// Shows that a handler without any guard, routed last as a later change would, is open.
pub async fn a_forgotten_guard_opens(app: Router) {
    let app = app.route("/forgotten", get(|| async {}));
    let request = Request::get("/forgotten").body(Body::empty()).unwrap();
    assert_eq!(app.oneshot(request).await.unwrap().status(), StatusCode::OK);
}
