//! Layers that rewrite the request before the router. The client has signed what it sent.

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::map_request;
use axum::routing::any;
use httpauth::{CurrentUser, Reason, digest_auth, get_password, login_required, original_request};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call};
use tower::{Layer, ServiceBuilder};
use tower_http::normalize_path::NormalizePathLayer;

#[digest_auth(algorithm = "SHA-256")]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn index(user: CurrentUser<String>, method: Method, uri: Uri) -> String {
    format!("{user}: {method} {uri}")
}

fn router() -> Router {
    Router::new().route("/hello", any(index))
}

/// Lets a form send other methods than `GET` and `POST`, as a layer.
async fn override_method(mut request: Request) -> Request {
    let method = request.headers().get("x-http-method-override");
    if let Some(method) = method.map(|method| Method::from_bytes(method.as_bytes()).unwrap()) {
        *request.method_mut() = method;
    }
    request
}

/// Returns the answer to `POST target`, to be overridden with `DELETE`, by john, who has signed this method and this
/// target.
async fn post<S>(app: &S, target: &str, signed: (&str, &str)) -> Answer
where
    S: tower::Service<
            Request,
            Response = axum::response::Response,
            Error = std::convert::Infallible,
        > + Clone,
{
    let challenge = Challenge::of(&Call::get("/hello").send(app).await, "SHA-256");
    let (method, uri) = signed;
    let john = Credentials::new(&challenge, "john", "hello", uri).method(method);
    let call = Call::new(Method::POST, target).header("x-http-method-override", "DELETE");
    call.authorization(john.header()).send(app).await
}

#[tokio::test]
async fn without_the_layer_right_credentials_are_refused() {
    let path = NormalizePathLayer::trim_trailing_slash().layer(router());
    let answer = post(&path, "/hello/", ("POST", "/hello/")).await;
    answer.assert_error(Reason::WrongTarget, &answer.challenges());
    let method = map_request(override_method).layer(router());
    let answer = post(&method, "/hello", ("POST", "/hello")).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
}

/// The handler sees what the layers made of the request. The guard sees only what was sent.
#[tokio::test]
async fn with_the_layer_what_was_sent_counts() {
    let app = ServiceBuilder::new()
        .layer(original_request())
        .layer(map_request(override_method))
        .layer(NormalizePathLayer::trim_trailing_slash())
        // The outermost one has seen the request first.
        .layer(original_request())
        .service(router());
    let answer = post(&app, "/hello/?a=b", ("POST", "/hello/?a=b")).await;
    answer.assert_ok("john: DELETE /hello?a=b");
    for (method, uri, reason) in [
        ("POST", "/hello", Reason::WrongTarget),
        ("POST", "/hello/?a=c", Reason::WrongTarget),
        ("DELETE", "/hello/", Reason::WrongTarget),
        ("DELETE", "/hello/?a=b", Reason::Invalid),
        ("GET", "/hello/?a=b", Reason::Invalid),
    ] {
        let answer = post(&app, "/hello/?a=b", (method, uri)).await;
        answer.assert_error(reason, &answer.challenges());
    }
}

/// Within a router that strips a prefix, the layer remembers what axum does.
#[tokio::test]
async fn within_a_nested_router() {
    let inner = router().layer(original_request());
    let app = Router::new()
        .route("/hello", any(index))
        .nest("/api", inner);
    let answer = post(&app, "/api/hello", ("POST", "/api/hello")).await;
    answer.assert_ok("john: POST /hello");
    let answer = post(&app, "/api/hello", ("POST", "/hello")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
