//! `target = forwarded` beside other objects, layers and extractors.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use httpauth::{guard, original_request};

use super::*;

/// A member of a multi object has its own callback, which is asked for its own credentials alone.
#[tokio::test]
async fn as_a_member() {
    let asked = Asked::default();
    let app = app(PROXY, &asked);
    let challenge = Call::get("/both").send(&app).await.challenges()[1].to_owned();
    let challenge = Challenge::parse(&challenge).unwrap();
    let signed = Credentials::new(&challenge, "john", "hello", "/app/both");
    told(&app, "/both", &signed, ("GET", "/app/both"))
        .await
        .assert_ok("john");
    assert_eq!(asked.take(), 1);
    let call = Call::get("/both").basic("john", "hello");
    call.send(&app).await.assert_ok("john");
    assert_eq!(asked.take(), 0);
}

/// An answer is of one object. A layer's is not taken for that of a guard without the key, nor is it asked for again by a
/// guard that takes over the layer's grant.
#[tokio::test]
async fn behind_a_layer() {
    let asked = Asked::default();
    let state = asked.clone();
    let app = app(PROXY, &asked).layer(guard(Auth).with_state(state));
    let app = app.layer(MockConnectInfo(SocketAddr::from((PROXY, 1234))));
    let signed = john(&app, "/page", "GET", "/app/page").await;
    let answer = told(&app, "/page", &signed, ("GET", "/app/page")).await;
    answer.assert_ok("john: GET /page");
    assert_eq!(asked.take(), 1);
    let signed = john(&app, "/plain", "GET", "/app/plain").await;
    let answer = told(&app, "/plain", &signed, ("GET", "/app/plain")).await;
    assert_eq!(
        answer.error().unwrap().reason(),
        Reason::WrongTarget,
        "the inner guard"
    );
}

/// What the proxy tells wins over what `original_request` has seen, which is what the proxy sent.
#[tokio::test]
async fn with_the_layer_of_the_original_request() {
    for (peer, signed_uri) in [(PROXY, "/app/page"), (STRANGER, "/page")] {
        let app = app(peer, &Asked::default()).layer(original_request());
        let signed = john(&app, "/page", "GET", signed_uri).await;
        let answer = told(&app, "/page", &signed, ("GET", "/app/page")).await;
        answer.assert_ok("john: GET /page");
    }
}

#[digest_auth(algorithm = "SHA-256", target = forwarded)]
struct Taken;

#[forwarded_target(auth = Taken)]
fn taken(uri: Uri) -> Option<ForwardedTarget> {
    ForwardedTarget::new("GET", uri.path()).ok()
}

/// An extractor that takes everything out of the request's extensions.
struct TakeAll;

impl<S: Send + Sync> FromRequestParts<S> for TakeAll {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.clear();
        Ok(Self)
    }
}

#[get_password(auth = Taken)]
fn password_of_taken(username: &str, _: TakeAll) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = Taken)]
async fn taken_page(user: CurrentUser<String>, _: Path<String>) -> String {
    user.0
}

/// Without the answer of the callback nothing is compared.
#[tokio::test]
async fn an_answer_that_was_taken_away_is_missed() {
    let app = Router::new().route("/{page}", any(taken_page));
    let signed = john(&app, "/page", "GET", "/page").await;
    let answer = Call::get("/page")
        .authorization(signed.header())
        .send(&app)
        .await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
}
