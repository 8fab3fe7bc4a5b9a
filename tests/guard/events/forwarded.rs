//! The event of a proxy that does not tell the target of a request.

use axum::http::HeaderMap;
use axum::{Router, routing::get};
use httpauth::{
    ForwardedTarget, ForwardedTargetError, digest_auth, forwarded_target, get_password,
    login_required,
};
use httpauth_tests::Call;

use super::lines::lines;

#[digest_auth(target = forwarded)]
struct Auth;

#[forwarded_target]
fn target(fields: HeaderMap) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    ForwardedTarget::from_fields(&fields, "x-method", "x-uri").map(Some)
}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index() {}

/// It has the problem, and nothing that was sent. The event of the callback's answer follows.
#[tokio::test]
async fn a_proxy_that_does_not_tell_the_target() {
    let app = Router::new().route("/", get(index));
    let failed = ("WARN httpauth.failed message=a callback failed", 500);
    let refused = (
        "INFO httpauth.answered message=a callback refused a request",
        400,
    );
    let missing = "the proxy has not set a field of the forwarded target";
    let repeated = "there are several fields of the forwarded target";
    let target = "the forwarded target is not the target of a request";
    for (methods, uri, problem, (answered, status)) in [
        (&["GET"][..], None, missing, failed),
        (&["GET", "GET"], Some("/"), repeated, failed),
        (
            &["G T"],
            Some("/"),
            "the forwarded method is not a method",
            refused,
        ),
        (&["GET"], Some("/secret page"), target, refused),
    ] {
        let call = Call::get("/").authorization("Digest username=\"john\"");
        let fields = methods.iter().map(|method| ("x-method", *method));
        let call = fields
            .chain(uri.map(|uri| ("x-uri", uri)))
            .fold(call, |call, (name, value)| call.header(name, value));
        let told = format!(
            "WARN httpauth.forwarded_target message=a proxy does not tell the target of a request problem={problem}"
        );
        let answered = format!(
            "{answered} object=forwarded::Auth scheme=Digest policy=forwarded::index status={status}"
        );
        assert_eq!(lines(&app, call).await.0, [told, answered]);
    }
}
